"""Carries an edit of one item of a large file over into its text by way of that item's block and its neighbours' alone.

A reader would get wrong: the neighbours are there because comments belong to what they stand above or below, so that the few blocks are cut
as they would be in the whole file; where more than that could matter, ``edited`` returns None and the whole file is cut.
"""

from __future__ import annotations

from array import array
from itertools import repeat
from operator import add

from planner.core import edits
from planner.core.edits import Add, Batch, Change
from planner.core.values import dataclass, replace
from planner.errors import UsageError

TYPE_CHECKING = False  # typing's own constant would cost start-up time
if TYPE_CHECKING:
    from planner.core.edits import Edit
    from planner.core.model import Calendar
    from planner.storage.document import Document

LARGEST = 200_000
"""Bytes of text that are worth cutting for one edit."""
MOST_EDITS = 10
"""Of one batch that are carried over one by one; for more, the whole file is cut once."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the block of each item starts and ends in the file's bytes. Between two blocks, and around them, other tables may stand."""

    starts: array[int]
    ends: array[int]

    def spliced(self, splice: Splice) -> Layout:
        """Return the layout after the change."""
        first, behind = splice.first, splice.first + len(splice.old_blocks)
        moved = len(splice.new) - len(splice.old)
        new = [splice.start + start for start, _end in splice.new_blocks]
        starts = self.starts[:first] + array("I", new) + _moved(self.starts[behind:], moved)
        new = [splice.start + end for _start, end in splice.new_blocks]
        return Layout(starts, self.ends[:first] + array("I", new) + _moved(self.ends[behind:], moved))


def _moved(places: array[int], by: int) -> array[int]:
    return array("I", map(add, places, repeat(by))) if by else places


@dataclass(frozen=True, slots=True)
class Splice:
    """What two states of a file differ by: at ``start``, ``new`` bytes in place of ``old``.

    The blocks from the item ``first`` on that lie in both, by their starts and ends from ``start``; ``first`` is -1 where that is not known.
    """

    start: int
    old: bytes
    new: bytes
    first: int = -1
    old_blocks: tuple[tuple[int, int], ...] = ()
    new_blocks: tuple[tuple[int, int], ...] = ()

    def back(self) -> Splice:
        """Return the way back."""
        return Splice(self.start, self.new, self.old, self.first, self.new_blocks, self.old_blocks)


def between(old: bytes, new: bytes) -> Splice:
    """Return what two states of a file differ by."""
    start = _same(old, new, min(len(old), len(new)), backwards=False)
    end = _same(old, new, min(len(old), len(new)) - start, backwards=True)
    return Splice(start, old[start : len(old) - end], new[start : len(new) - end])


def _same(old: bytes, new: bytes, most: int, *, backwards: bool) -> int:
    """Return how many bytes, ``most`` at most, are the same at the beginning or at the end of both."""
    known = 0
    while known < most:
        count = (most - known + 1) // 2
        if backwards:
            same = old[len(old) - known - count : len(old) - known] == new[len(new) - known - count : len(new) - known]
        else:
            same = old[known : known + count] == new[known : known + count]
        if same:
            known += count
        elif count == 1:
            break
        else:
            most = known + count - 1 if count > 1 else known
    return known


def around(document: Document, index: int) -> tuple[Document, int] | None:
    """Return a document of item ``index``'s block, the one before and what follows, and the item's index in it; None: the whole is needed."""
    found = _window(document, index, index + 1)
    return None if found is None else (found[0], index - found[1])


def _window(document: Document, index: int, behind: int) -> tuple[Document, int, int, int, int] | None:
    """Return a document of the blocks ``index`` to ``behind`` (excluded) with a neighbour on either side, and what it spans.

    That is: its first item and the one behind its last, and where its text starts and ends.
    """
    from planner.storage.document import Document

    layout = document.layout
    if layout is None or document.calendar is None:
        return None
    count = len(layout.starts)
    if not count:
        return None
    first, last = max(index - 1, 0), min(behind, count - 1)
    if last == behind and last > first and layout.ends[last - 1] != layout.starts[last]:
        last -= 1
    end = layout.ends[last]
    if last < behind:  # no item follows directly: the text up to the next one belongs to the picture
        end = layout.starts[last + 1] if last + 1 < count else len(document.data)
    start = layout.starts[first] if index > 0 else 3 * document.bom
    if end - start > LARGEST or any(layout.ends[place] != layout.starts[place + 1] for place in range(first, last)):
        return None
    return Document(document.data[start:end]), first, last + 1, start, end


def edited(document: Document, edit: Edit, before: Calendar, after: Calendar) -> Document | None:
    """Return the document that says ``after``, or None where the whole file must be cut for that. Raises as ``Document.apply`` does."""
    if isinstance(edit, Batch):
        return _one_by_one(document, edit, before, after)
    if edit.table != "items" or not before.all_named:
        return None
    if isinstance(edit, Add):
        count = len(before.items)
        index = behind = count if edit.at is None else min(max(edit.at, 0), count)
    else:
        index = edits.locate(before, "items", edit.key)
        behind = index + 1
    found = _window(document, index, behind)
    if found is None:
        return None
    few, first, end, start, stop = found
    if isinstance(edit, Add):
        edit = replace(edit, at=index - first)
    return _carried(document, few, edit, (before, after), (first, end, start, stop))


def _one_by_one(document: Document, batch: Batch, before: Calendar, after: Calendar) -> Document | None:
    """Carry a few changes over, one after the other; they are one change, of which only the bytes are known."""
    if len(batch.edits) > MOST_EDITS or not all(isinstance(edit, Change) for edit in batch.edits):
        return None
    made: Document | None = document
    for edit in batch.edits:
        then = edits.apply(before, edit)[0]
        try:
            made = edited(made, edit, before, then) if made is not None else None
        except UsageError:  # what one of them leaves undone, the next may do
            return None
        before = then
    if made is None or made is document:
        return None
    made.splice, made.calendar = None, after
    return made


def _carried(
    document: Document, few: Document, edit: Edit, plans: tuple[Calendar, Calendar], span: tuple[int, int, int, int]
) -> Document | None:
    from planner.storage.rewrite import rewrite

    before, after = plans
    first, end, start, stop = span
    changed = len(after.items) - len(before.items)
    small_before = replace(before, items=before.items[first:end])
    small_after = replace(after, items=after.items[first : end + changed])
    result = rewrite(few, edit, small_before, small_after)
    new_blocks = _blocks(result)
    if new_blocks is None or len(new_blocks) != end - first + changed:
        return None
    layout = document.layout
    assert layout is not None
    old_blocks = tuple((layout.starts[place] - start, layout.ends[place] - start) for place in range(first, end))
    splice = Splice(start, document.data[start:stop], result.data, first, old_blocks, new_blocks)
    return document.spliced(splice, after)


def _blocks(document: Document) -> tuple[tuple[int, int], ...] | None:
    """Return where each item's block starts and ends: from its header to the next header that is not its own."""
    heads = []
    offset = 0
    for section, size in zip(document.sections, document.sizes, strict=True):
        heads.append(offset + len(section.text[: section.head].encode()))
        offset += size
    heads.append(offset)
    blocks = document.index.blocks.get("items", [])
    if any(numbers != list(range(numbers[0], numbers[-1] + 1)) for numbers in blocks):
        return None
    return tuple((heads[numbers[0]], heads[numbers[-1] + 1]) for numbers in blocks)
