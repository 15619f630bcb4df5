"""A form may hold rows that somebody else has deleted meanwhile: they come back as new ones."""

MOST_ROWS = 1000


def with_revived_rows(data, files, prefix, stored):
    """The form's data, with every row that is no longer stored moved to the new rows and its id emptied."""
    total, initial = _count(data, prefix, "TOTAL_FORMS"), _count(data, prefix, "INITIAL_FORMS")
    if total is None or initial is None or initial > total or total > MOST_ROWS:
        return data, files
    gone = [index for index in range(initial) if _id(data, prefix, index) not in stored]
    if not gone:
        return data, files
    order = [index for index in range(total) if index not in gone]
    order[initial - len(gone) : initial - len(gone)] = gone
    moved = {old: new for new, old in enumerate(order)}
    data, files = _renumbered(data, prefix, moved), _renumbered(files, prefix, moved)
    data[f"{prefix}-INITIAL_FORMS"] = str(initial - len(gone))
    for index in gone:
        data[f"{prefix}-{moved[index]}-id"] = ""
    return data, files


def _count(data, prefix, name):
    value = data.get(f"{prefix}-{name}", "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 6 else None


def _id(data, prefix, index):
    value = data.get(f"{prefix}-{index}-id", "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 19 else None


def _renumbered(data, prefix, moved):
    renumbered = data.copy()
    renumbered.clear()
    for key, values in data.lists():
        renumbered.setlist(_new_name(key, prefix, moved), values)
    return renumbered


def _new_name(key, prefix, moved):
    if not key.startswith(f"{prefix}-"):
        return key
    index, _dash, name = key.removeprefix(f"{prefix}-").partition("-")
    return f"{prefix}-{moved[int(index)]}-{name}" if index.isdigit() and int(index) in moved else key
