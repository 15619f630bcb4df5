/* The editor's toolbar: what it offers, in which order, and how the keyboard moves in it. */

import { make } from "desk/dialogs"
import { icon } from "desk/icons"

const OTHER = { az: "en", en: "az" }

/* name → [run, is it on, is it shown]. The order is that of the toolbar; null begins a new group. */
export const tools = (language, ask) => [
  ["paragraph", (c) => c.setParagraph(), (e) => e.isActive("paragraph")],
  ["heading2", (c) => c.toggleHeading({ level: 2 }), (e) => e.isActive("heading", { level: 2 })],
  ["heading3", (c) => c.toggleHeading({ level: 3 }), (e) => e.isActive("heading", { level: 3 })],
  null,
  ["bold", (c) => c.toggleBold(), (e) => e.isActive("bold")],
  ["italic", (c) => c.toggleItalic(), (e) => e.isActive("italic")],
  ["superscript", (c) => c.toggleSuperscript(), (e) => e.isActive("superscript")],
  ["subscript", (c) => c.toggleSubscript(), (e) => e.isActive("subscript")],
  ["foreign", (c) => c.toggleMark("foreign", { lang: OTHER[language] }), (e) => e.isActive("foreign")],
  null,
  ["bulletList", (c) => c.toggleBulletList(), (e) => e.isActive("bulletList")],
  ["orderedList", (c) => c.toggleOrderedList(), (e) => e.isActive("orderedList")],
  ["blockquote", (c) => c.toggleBlockquote(), (e) => e.isActive("blockquote")],
  null,
  ["link", ask.link, (e) => e.isActive("link")],
  ["unlink", (c) => c.extendMarkRange("link").unsetLink(), null, (e) => e.isActive("link")],
  ["note", ask.note, (e) => e.isActive("note")],
  ["image", ask.picture],
  ["recording", ask.recording, null, ask.hasRecordings],
  ["table", (c) => c.insertTable({ rows: 3, cols: 3, withHeaderRow: true }), null, (e) => !e.isActive("table")],
  null,
  ...["addRow", "deleteRow", "addColumn", "deleteColumn", "headerRow", "headerColumn", "deleteTable"].map((name) => [
    name, (c) => c[TABLE[name]](), null, (e) => e.isActive("table"),
  ]),
  null,
  ["undo", (c) => c.undo()],
  ["redo", (c) => c.redo()],
  null,
  ["comment", ask.comment, null, ask.takesComments],
  ["findAndReplace", ask.find],
  ["outline", ask.heading],
  ["shortcuts", ask.shortcuts],
]
const TABLE = {
  addRow: "addRowAfter", deleteRow: "deleteRow", addColumn: "addColumnAfter", deleteColumn: "deleteColumn",
  headerRow: "toggleHeaderRow", headerColumn: "toggleHeaderColumn", deleteTable: "deleteTable",
}

/* One tab stop; the arrows move inside (WAI-ARIA toolbar). Alt+F10 leads here from the text, Escape back. */
export function makeToolbar(editor, definitions, words) {
  const toolbar = make("div", { class: "desk-toolbar", role: "toolbar", "aria-label": words.toolbar })
  const buttons = []
  let group = make("span", { class: "desk-toolbar-group" })
  toolbar.append(group)
  for (const definition of definitions) {
    if (!definition) {
      group = make("span", { class: "desk-toolbar-group" })
      toolbar.append(group)
      continue
    }
    const [name, run, isOn, isShown] = definition
    const button = make("button", { type: "button", title: words[name], "aria-label": words[name], tabindex: "-1", "data-tool": name }, icon(name))
    button.addEventListener("mousedown", (event) => event.preventDefault())
    button.addEventListener("click", () => (run.length ? run(editor.chain().focus()).run() : run()))
    buttons.push({ button, isOn, isShown })
    group.append(button)
  }
  const update = () => {
    for (const { button, isOn, isShown } of buttons) {
      if (isOn) button.setAttribute("aria-pressed", String(isOn(editor)))
      if (isShown) button.hidden = !isShown(editor)
    }
    if (!shown().some((button) => button.tabIndex === 0)) shown()[0].tabIndex = 0
  }
  const shown = () => buttons.map((entry) => entry.button).filter((button) => !button.hidden)
  const focus = (target) => {
    buttons.forEach(({ button }) => (button.tabIndex = -1))
    target.tabIndex = 0
    target.focus()
  }
  toolbar.addEventListener("keydown", (event) => {
    const all = shown()
    const place = all.indexOf(document.activeElement)
    const next = { ArrowRight: place + 1, ArrowLeft: place - 1, Home: 0, End: all.length - 1 }[event.key]
    if (event.key === "Escape") editor.commands.focus()
    if (next === undefined) return
    event.preventDefault()
    focus(all[(next + all.length) % all.length])
  })
  editor.view.dom.addEventListener("keydown", (event) => {
    if (event.altKey && event.key === "F10") {
      event.preventDefault()
      focus(shown().find((button) => button.tabIndex === 0) || shown()[0])
    }
  })
  editor.on("transaction", update)
  update()
  return toolbar
}
