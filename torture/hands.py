"""What a person does at one of the two planners of an afternoon, key by key.

A reader would get wrong: whatever is asked is answered by chance, in all the ways there are; what may be gone after an answer is read off the
screen it was given on.
"""

from __future__ import annotations

import os
import re
import signal
import time
from collections.abc import Callable

import known
from others import Others
from terminal import Terminal
from world import STATUSES, WORD, GivenUpError


class Hands(Others):
    """Two planners and the hands at them."""

    def at_rest(self, one: Terminal) -> str:
        """Answer whatever is asked until the plan is before one's eyes; return the screen."""
        for _turn in range(14):
            screen, kind = self.see(one)
            if (
                kind == "view"
                and "? y/n" not in known.status_of(screen)
                and not known.status_of(screen).startswith("Moving")
            ):
                return screen
            self.answer(one, screen, kind)
        self.told("surprising", f"{one.name} does not come back to the plan", one.screen())
        raise GivenUpError

    def answer(self, one: Terminal, screen: str, kind: str) -> None:
        choose = self.choose
        match kind:
            case "conflict":
                said = choose.choice(["m", "t", "b", "l", "Escape", "Space"])
                if said == "b" and "b both" not in screen:
                    said = "t"
                self.answers[f"conflict {said}"] += 1
                box = _box(screen)
                if said in ("m", "t", "Space"):
                    self.may_go(box)
                if said == "Escape" and not re.search(r"● (?:mine|theirs) +T\d", box):
                    self.may_go(box)
                self.acts.append(f"{one.name}: conflict {said}")
                one.press(*(["Space", "Enter"] if said == "Space" else [said]))
            case "draft" | "new draft":
                said = choose.choice(["Enter", "n", "Escape", "Enter"])
                self.answers[f"draft {said}"] += 1
                if said == "n":
                    self.may_go(_box(screen))
                self.acts.append(f"{one.name}: draft {said}")
                one.press(said)
            case "form":
                said = choose.choice(["C-s", "Escape"])
                self.answers[f"form {said}"] += 1
                self.may_go("".join(re.findall("╭─ Edit: .*", screen)) if said == "C-s" else "")  # what is typed over
                self.acts.append(f"{one.name}: form {said}")
                one.press(said)
                time.sleep(0.4)
                if said == "C-s" and known.kind_of(one.still()) == "form":  # something in it is wrong
                    one.press("Escape")
            case "add":
                self.acts.append(f"{one.name}: leaves the line")
                one.press("Escape")
            case "not saved":
                said = choose.choice(
                    ["Escape", "Enter", "w"] if "write it there again" in screen else ["Escape", "Enter"]
                )
                self.answers[f"not saved {said}"] += 1
                self.acts.append(f"{one.name}: not saved {said}")
                one.press(said)
                time.sleep(0.3)
            case _:
                one.press("Escape")
        time.sleep(0.3)

    def stand(self, one: Terminal) -> str:
        """Go to an item by chance, in the list; return its title's word, empty for none."""
        self.at_rest(one)
        one.press("L", "Home", *["j"] * self.choose.randrange(max(1, min(len(self.items()), 18))))
        time.sleep(0.2)
        found = re.search(r"┃ ▸.*?(T\d{4})", one.still())
        return found[1] if found else ""

    def retitle(self, one: Terminal, meanwhile: Callable[[str], None] | None = None) -> None:
        """Type another title into the form; ``meanwhile`` may happen before it is saved."""
        word = self.stand(one)
        if not word:
            return
        one.press("e")
        time.sleep(0.4)
        screen, kind = self.see(one)
        if kind == "draft":
            said = self.choose.choice(["Enter", "n"])
            self.may_go(_box(screen))
            one.press(said)
            time.sleep(0.4)
            screen, kind = self.see(one)
        if kind != "form":
            return
        self.may_go(set(WORD.findall(known.title_line(screen))))
        new = self.word()
        self.over.setdefault(new, set()).update(WORD.findall(known.title_line(screen)))
        one.press("C-u")
        one.type(f"{new} typed")
        time.sleep(0.3)
        if meanwhile is not None:
            meanwhile(word)
        self.acts.append(f"{one.name}: {word} → {new}")
        if self.choose.random() < 0.85:
            one.press("C-s")
        else:
            self.acts.append(f"{one.name}: leaves the form")
            one.press("Escape")
        time.sleep(0.4)

    def add(self, one: Terminal) -> None:
        one.press("a")
        time.sleep(0.4)
        screen, kind = self.see(one)
        if kind == "new draft":
            self.answer(one, screen, kind)
            screen, kind = self.see(one)
        if kind != "add":
            return
        self.may_go(_box(screen))
        one.press("C-u")
        new = self.word()
        self.acts.append(f"{one.name}: adds {new}")
        one.type(f"{new} added{self.choose.choice(['', ' fri', ' #article', ' !blog'])}")
        one.press(self.choice_of(Enter=8, Escape=1, F2=1))
        time.sleep(0.4)

    def delete(self, one: Terminal) -> None:
        if not self.stand(one):
            return
        one.press("d")
        time.sleep(0.3)
        screen, _kind = self.see(one)
        said = self.choice_of(y=3, n=1)
        asked = known.status_of(screen)
        if said == "y":
            self.may_go(asked)
        self.acts.append(f"{one.name}: {asked} {said}")
        one.press(said)

    def small(self, one: Terminal) -> None:
        """A change by one key or two."""
        if not self.stand(one):
            return
        keys = self.choose.choice(
            [
                ["S"],
                [">"],
                ["<"],
                ["i"],
                ["s", "3"],
                ["m", "j", "Enter"],
                ["m", "Escape"],
                ["c", "Space", "Enter"],
                ["Space", "j", "Space", "S", "Escape"],
            ]
        )
        self.acts.append(f"{one.name}: {' '.join(keys)}")
        for key in keys:
            one.press(key)
            time.sleep(0.2)

    def back(self, one: Terminal) -> None:
        """Undo and redo."""
        for _turn in range(self.choose.randrange(1, 4)):
            key = self.choice_of(u=3, U=2)
            stood = set(WORD.findall(self.text()))
            one.press(key)
            time.sleep(0.35)
            screen, _kind = self.see(one)
            said = known.status_of(screen)
            if said.startswith(("Undone", "Done again")):
                self.may_go(said)
            if "back to state" in said:  # what was brought back with a whole state goes with it, and no title is named
                self.allowed |= stood
            self.acts.append(f"{one.name}: {key}: {said}")

    def look(self, one: Terminal) -> None:
        keys = self.choose.choice(
            [["W"], ["M"], ["B"], ["L"], ["H", "Escape"], ["H", "Enter", "Escape", "Escape"], ["W", "]", "["]]
        )
        self.acts.append(f"{one.name}: {' '.join(keys)}")
        for key in keys:
            one.press(key)
            time.sleep(0.3)
            self.see(one)

    def restore(self, one: Terminal) -> None:
        """Bring an earlier state back from the history, or one item of it."""
        one.press("H")
        time.sleep(0.6)
        if self.see(one)[1] != "history":
            return
        one.press(*["j"] * self.choose.randrange(4), "Enter")
        time.sleep(0.5)
        screen, kind = self.see(one)
        if kind != "differences":
            return
        self.may_go(screen)
        if self.choose.random() < 0.5:
            self.allowed |= set(WORD.findall(self.text()))
        key = self.choice_of(R=1, Enter=2, Escape=1)
        if key == "R":
            self.allowed |= set(WORD.findall(self.text()))
        self.acts.append(f"{one.name}: restores by {key}")
        one.press(key)
        time.sleep(0.5)

    def again(self, one: Terminal) -> None:
        """End a planner in one of all ways, perhaps while it is typed into, and start it again."""
        how = self.choice_of(q=3, SIGTERM=2, SIGHUP=2, SIGKILL=2)
        if self.choose.random() < 0.5 and how != "q" and self.stand(one):
            one.press("e")
            time.sleep(0.4)
            screen, kind = self.see(one)
            if kind == "form":
                new = self.word()
                self.may_go(known.title_line(screen))
                one.press("C-u")
                one.type(f"{new} unfinished")
                self.acts.append(f"{one.name}: types {new}")
                time.sleep(2.2 if how == "SIGKILL" else 0.3)
        if how == "q":
            self.at_rest(one)
        self.acts.append(f"{one.name}: ended by {how}")
        if how == "q":
            one.press("q")
        else:
            os.kill(one.pid, getattr(signal, how))
        status = one.ended()
        if status != {"q": 0, "SIGTERM": 143, "SIGHUP": 129, "SIGKILL": 137}[how]:
            self.told("left over", f"ended by {how} with {status}", one.screen())
        if how != "SIGKILL" and (left := one.restored()):
            self.told("left over", f"the terminal after {how}: {left}", one.screen())
        self.start(one)

    def together(self) -> None:
        """Both planners and the editor do something in the same moment."""
        for one in self.planners:
            self.stand(one)
        self.acts.append("all at once")
        for _turn in range(self.choose.randrange(1, 4)):
            for one in self.choose.sample(self.planners, 2):
                one.press(self.choose.choice(["S", ">", "<"]))
        self.edit()

    def clash(self, one: Terminal) -> None:
        """The same title is changed in a form and elsewhere."""
        other = next(two for two in self.planners if two is not one)

        def by_other(word: str) -> None:
            if self.choose.random() < 0.6:
                self.edit(word)
            else:
                self.retitle_at(other, word)

        self.retitle(one, by_other)

    def retitle_at(self, one: Terminal, word: str) -> None:
        """The other planner changes the title of ``word``, if it gets there."""
        one.press("L", "Home")
        lines = re.findall(r"┃.*?(T\d{4})", one.still(), re.MULTILINE)
        if word in lines:
            one.press(*["j"] * lines.index(word), "S" if self.choose.random() < 0.3 else "Down")
        self.retitle(one)

    def key_clash(self, one: Terminal) -> None:
        """A status is chosen while somebody else changes it."""
        word = self.stand(one)
        if not word:
            return
        one.press("s")
        time.sleep(0.3)
        text = self.text()
        found = re.search(rf'title = "{word}[^"]*"\n(?:.*\n)*?status = "(\w+)"', text)
        if found and "[[items]]" not in found[0]:
            self.acts.append(f"editor: status of {word}")
            self.write(text[: found.start(1)] + self.choose.choice(STATUSES) + text[found.end(1) :])
        self.acts.append(f"{one.name}: status of {word}")
        one.press(self.choose.choice("12345"), "Enter")
        time.sleep(0.4)


def _box(screen: str) -> str:
    """Return what stands in the dialog."""
    lines = screen.split("\n")
    return "\n".join(line for line in lines if "│" in line or "╭" in line)
