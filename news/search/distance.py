"""Edit distance with transpositions, and the parts of a word that an edit leaves unchanged."""

LETTERS = "abcdefghijklmnopqrstuvwxyz"


def distance(one, other, limit):
    """Optimal string alignment distance; anything above the limit is limit + 1."""
    if abs(len(one) - len(other)) > limit:
        return limit + 1
    before_last, last = None, list(range(len(other) + 1))
    for row, letter in enumerate(one, start=1):
        current = [row]
        for column, its in enumerate(other, start=1):
            cost = min(last[column] + 1, current[-1] + 1, last[column - 1] + (letter != its))
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == its:
                cost = min(cost, before_last[column - 2] + 1)
            current.append(cost)
        if min(current) > limit:
            return limit + 1
        before_last, last = last, current
    return min(last[-1], limit + 1)


def one_edit(piece):
    """Every string one edit away from the piece, with the same first letter."""
    head, tail = piece[0], piece[1:]
    splits = [(tail[:at], tail[at:]) for at in range(len(tail) + 1)]
    edited = {left + letter + right for left, right in splits for letter in LETTERS}
    edited |= {left + letter + right[1:] for left, right in splits if right for letter in LETTERS}
    edited |= {left + right[1:] for left, right in splits if right}
    edited |= {left + right[1] + right[0] + right[2:] for left, right in splits if len(right) > 1}
    edited.discard(tail)
    return {head + changed for changed in edited}


def whole_beginnings(word):
    """The beginnings of all words one edit away, the edit being in the second half or across the middle."""
    middle = (len(word) + 1) // 2
    crossed = word[: middle - 1] + word[middle : middle + 1] + word[middle - 1]
    return {word[:middle], crossed} if middle > 1 else {word[:middle]}


def whole_ending(word):
    """The ending of every word that differs by edits in the first half alone."""
    return word[(len(word) + 1) // 2 :]
