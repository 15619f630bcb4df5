/* The editor's keys, in words: a list behind a button of the toolbar. */

import { isMacOS } from "django-prose-editor/editor"
import { ask, make } from "desk/dialogs"

/* [keys, name of the words]; Mod is Ctrl, and ⌘ on a Mac. */
const SHORTCUTS = [
  ["Alt+F10", "keyToolbar"], ["Esc", "keyText"], ["Tab", "keyTab"],
  ["Alt+PageDown", "keyNextHeading"], ["Alt+PageUp", "keyPreviousHeading"], ["Mod+Shift+F", "findAndReplace"],
  ["Mod+Alt+0", "paragraph"], ["Mod+Alt+2", "heading2"], ["Mod+Alt+3", "heading3"],
  ["Mod+B", "bold"], ["Mod+I", "italic"], ["Mod+.", "superscript"], ["Mod+,", "subscript"],
  ["Mod+Shift+8", "bulletList"], ["Mod+Shift+7", "orderedList"], ["Mod+Shift+B", "blockquote"],
  ["Mod+K", "link"], ["Shift+Enter", "keyLine"], ["Mod+Shift+V", "keyPlain"],
  ["Mod+Z", "undo"], ["Mod+Shift+Z", "redo"],
]

export function showShortcuts(editor, words) {
  const key = (name) => make("kbd", {}, name === "Mod" ? (isMacOS() ? "⌘" : "Ctrl") : name)
  const rows = SHORTCUTS.map(([keys, name]) => make("tr", {},
    make("th", { scope: "row" }, words[name]),
    make("td", {}, ...keys.split("+").flatMap((part, place) => [...(place ? ["+"] : []), key(part)]))))
  const table = make("table", { class: "desk-shortcuts" }, make("tbody", {}, ...rows))
  const frame = make("div", { class: "desk-shortcuts-frame", tabindex: "0", role: "region", "aria-label": words.shortcuts }, table)
  return ask(words.shortcuts, { ...words, cancel: words.close }, [frame], () => null, null).then(() => editor.commands.focus())
}
