"""What others do to the file of an afternoon: editors of all habits, git, a verb on the command line.

A reader would get wrong: an editor looks whether the file is still what it read before it writes, as every good one does; what it does in
the instant between is the planner's to survive.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import time

import tomli
from world import FEWEST, MOST, WORD, World


class Others(World):
    """The file, and those who write to it beside the planners."""

    def write(self, text: str) -> None:
        """Write as editors do: in place, by a rename, by way of a backup, in two pieces."""
        data = text.encode()
        match self.choice_of(place=3, rename=3, backup=2, slow=1):
            case "place":
                self.path.write_bytes(data)
            case "rename":
                other = self.path.with_name(".plan.toml.swp-new")
                other.write_bytes(data)
                other.replace(self.path)
            case "backup":
                aside = self.path.with_name("plan.toml~")
                self.path.replace(aside)
                time.sleep(self.choose.choice([0, 0, 0.3, 1.2]))
                self.path.write_bytes(data)
                aside.unlink()
            case "slow":
                with self.path.open("wb") as file:
                    file.write(data[: len(data) // 2])
                    file.flush()
                    time.sleep(self.choose.choice([0.05, 0.5, 1.5]))
                    file.write(data[len(data) // 2 :])

    def edited(self, text: str, word: str = "") -> str:
        """Return the text as somebody at an editor leaves it; ``word`` names the item."""
        items = tomli.loads(text).get("items", [])
        titles = [str(item.get("title", "")) for item in items]
        title = next((one for one in titles if word and word in one), "") or (
            self.choose.choice(titles) if titles else ""
        )
        act = "title" if word else self.choice_of(title=3, add=3, note=3, status=2, remove=1, comment=1)
        if len(items) > MOST:
            act = "remove"
        elif len(items) < FEWEST or not title:
            act = "add"
        self.acts.append(f"editor: {act} {title}")
        line = f'title = "{title}"\n'
        match act:
            case "title":
                new = self.word()
                self.over[new] = set(WORD.findall(title))
                self.may_go(WORD.findall(title))
                return text.replace(line, f'title = "{new} edited"\n', 1)
            case "add":
                return text + self._block()
            case "note":
                return (
                    text.replace(line, f'{line}notes = "{self.word("N")} noted"\n', 1)
                    if not self._has(items, title, "notes")
                    else text
                )
            case "status":
                return (
                    text.replace(line, f'{line}status = "review"\n', 1)
                    if not self._has(items, title, "status")
                    else text
                )
            case "comment":
                return text.replace(line, f"{line}# a comment\n", 1)
        blocks = re.split(r"(?=^\[\[items\]\]$)", text, flags=re.MULTILINE)
        gone = [block for block in blocks[1:] if line in block]
        if len(items) > MOST:
            gone += blocks[1:6]
        self.may_go("".join(gone))
        return "".join(block for block in blocks if block not in gone)

    @staticmethod
    def _has(items: list[dict[str, object]], title: str, key: str) -> bool:
        return any(item.get("title") == title and key in item for item in items)

    def edit(self, word: str = "") -> None:
        """An editor opens the file, thinks, and writes what it looked at, if it is still that."""
        for _turn in range(5):
            before = self.text()
            try:
                text = self.edited(before, word)
            except tomli.TOMLDecodeError:
                return
            time.sleep(self.choose.choice([0, 0.2, 0.5]))
            if self.text() == before:  # as any editor asks: the file has changed since it was read
                if text != before:
                    self.write(text)
                    if self.text() == text:
                        return
                return

    def vim(self) -> None:
        """A true editor, where there is one."""
        if shutil.which("vim") is None:
            self.edit()
            return
        new = self.word()
        self.acts.append(f"vim: adds {new}")
        put = f"$put =['', '[[items]]', 'title = \"{new} by vim\"']"
        words = ["vim", "-u", "NONE", "-es", "-c", put, "-c", "wq", str(self.path)]
        subprocess.run(words, check=False, capture_output=True)

    def verb(self) -> None:
        """A third planner, from the command line."""
        new = self.word()
        self.acts.append(f"planner add {new}")
        subprocess.run(
            [sys.executable, "-m", "planner", "add", "-c", str(self.path), f"{new} from the shell"],
            check=False,
            capture_output=True,
        )

    def broken(self) -> None:
        """An editor leaves the file so that it does not read, and mends it later."""
        before = self.text()
        self.acts.append("editor: breaks the file")
        self.write(before + '\n[[items]]\ntitle = "T0000 half\n')
        broken = self.text()
        time.sleep(1.5)
        for one in self.planners:
            self.see(one)
        if self.choose.random() < 0.5:
            one = self.choose.choice(self.planners)
            self.stand(one)
            self.acts.append(f"{one.name}: S on what does not read")
            one.press("S")
            time.sleep(0.5)
            self.see(one)
        self.acts.append("editor: mends it")
        if self.text() == broken:
            self.write(before)
        else:
            self.told("lost", "a file that does not read was written over", self.text())

    def gitted(self) -> None:
        """Commit, check another state out, stash and take it back."""
        act = self.choice_of(commit=4, checkout=3, stash=2, branch=2, merge=2)
        self.acts.append(f"git: {act}")
        match act:
            case "commit":
                self.git("commit", "-qam", "x")
            case "checkout":
                self.may_go(set(WORD.findall(self.text())))
                count = int(self.git("rev-list", "--count", "HEAD").stdout or "1")
                self.git("commit", "-qam", "x")
                self.git("checkout", "-q", f"HEAD~{self.choose.randrange(min(count, 4) or 1)}", "--", "plan.toml")
            case "stash":
                self.may_go(set(WORD.findall(self.text())))
                self.git("stash", "-q")
                time.sleep(self.choose.choice([0, 0.6, 1.5]))
                self.git("stash", "pop", "-q")
            case "branch":
                self.may_go(set(WORD.findall(self.text())))
                self.git("commit", "-qam", "x")
                count = int(self.git("rev-list", "--count", "HEAD").stdout or "1")
                name = f"b{self.words}"
                self.git("checkout", "-q", "-b", name, f"HEAD~{self.choose.randrange(min(count, 4) or 1)}")
                time.sleep(self.choose.choice([0, 0.6, 1.5]))
                if self.choose.random() < 0.6:
                    self.git("checkout", "-q", "main")
                else:
                    self.git("branch", "-qf", "main", "HEAD")
                    self.git("checkout", "-q", "main")
            case "merge":
                self._merge()

    def _merge(self) -> None:
        """Two branches change the same title; git leaves its marks in the file, and somebody settles it."""
        words = WORD.findall(self.text())
        self.git("commit", "-qam", "x")
        self.git("checkout", "-q", "-b", f"m{self.words}")
        self.edit()
        self.git("commit", "-qam", "theirs")
        theirs = self.git("rev-parse", "HEAD").stdout.strip()
        self.git("checkout", "-q", "main")
        self.edit()
        self.git("commit", "-qam", "ours")
        self.may_go(
            set(words)
            | set(WORD.findall(self.git("show", f"{theirs}:plan.toml").stdout))
            | set(WORD.findall(self.text()))
        )
        self.git("merge", "-q", theirs)
        if "<<<<<<<" in self.text():
            self.acts.append("git: left its marks")
            time.sleep(1.5)
            for one in self.planners:
                self.see(one)
            self.git("checkout", "-q", self.choose.choice(["--ours", "--theirs"]), "plan.toml")
        self.git("commit", "-qam", "merged")
