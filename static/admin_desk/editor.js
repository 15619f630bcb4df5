/* Turns each textarea[data-desk-editor] into a rich-text editor; the textarea keeps the value and is what is sent. */

import { Editor } from "django-prose-editor/editor"
import { askLink, askPicture, make } from "desk/dialogs"
import { icon } from "desk/icons"
import { cleanPasted } from "desk/paste"
import { extensions } from "desk/schema"

const OTHER = { az: "en", en: "az" }
const WORDS_A_MINUTE = 180

/* name → [run, is it on, is it shown]. The order is that of the toolbar; null begins a new group. */
const tools = (language, words, ask) => [
  ["paragraph", (c) => c.setParagraph(), (e) => e.isActive("paragraph")],
  ["heading2", (c) => c.toggleHeading({ level: 2 }), (e) => e.isActive("heading", { level: 2 })],
  ["heading3", (c) => c.toggleHeading({ level: 3 }), (e) => e.isActive("heading", { level: 3 })],
  null,
  ["bold", (c) => c.toggleBold(), (e) => e.isActive("bold")],
  ["italic", (c) => c.toggleItalic(), (e) => e.isActive("italic")],
  ["foreign", (c) => c.toggleMark("foreign", { lang: OTHER[language] }), (e) => e.isActive("foreign")],
  null,
  ["bulletList", (c) => c.toggleBulletList(), (e) => e.isActive("bulletList")],
  ["orderedList", (c) => c.toggleOrderedList(), (e) => e.isActive("orderedList")],
  ["blockquote", (c) => c.toggleBlockquote(), (e) => e.isActive("blockquote")],
  null,
  ["link", ask.link, (e) => e.isActive("link")],
  ["unlink", (c) => c.extendMarkRange("link").unsetLink(), null, (e) => e.isActive("link")],
  ["image", ask.picture],
  ["table", (c) => c.insertTable({ rows: 3, cols: 3, withHeaderRow: true }), null, (e) => !e.isActive("table")],
  null,
  ...["addRow", "deleteRow", "addColumn", "deleteColumn", "headerRow", "headerColumn", "deleteTable"].map((name) => [
    name, (c) => c[TABLE[name]](), null, (e) => e.isActive("table"),
  ]),
  null,
  ["undo", (c) => c.undo()],
  ["redo", (c) => c.redo()],
]
const TABLE = {
  addRow: "addRowAfter", deleteRow: "deleteRow", addColumn: "addColumnAfter", deleteColumn: "deleteColumn",
  headerRow: "toggleHeaderRow", headerColumn: "toggleHeaderColumn", deleteTable: "deleteTable",
}

function build(textarea) {
  const words = JSON.parse(textarea.dataset.words)
  const language = textarea.dataset.deskEditor
  const label = document.querySelector(`label[for="${textarea.id}"]`)
  label.id ||= `${textarea.id}_label`
  const box = make("div", { class: "desk-editor" })
  const count = make("p", { class: "desk-editor-count" })
  const keys = make("p", { class: "help desk-editor-keys", id: `${textarea.id}_keys` }, words.keys)
  const describedBy = [textarea.getAttribute("aria-describedby"), keys.id].filter(Boolean).join(" ")
  textarea.after(box)
  textarea.hidden = true
  let editor

  const ask = {
    link: async () => {
      const selected = !editor.state.selection.empty || editor.isActive("link")
      const answer = await askLink({
        words, language, articlesUrl: textarea.dataset.articles, needsText: !selected, href: editor.getAttributes("link").href || "",
      })
      const chain = editor.chain().focus()
      if (!answer) return chain.run()
      if (selected) return chain.extendMarkRange("link").setLink({ href: answer.href }).run()
      chain.insertContent({ type: "text", text: answer.text || answer.href, marks: [{ type: "link", attrs: { href: answer.href } }] }).run()
    },
    picture: async () => {
      const answer = await askPicture({ words, language, libraryUrl: textarea.dataset.library })
      if (!answer) return editor.commands.focus()
      const { caption, ...image } = answer
      const content = [{ type: "image", attrs: image }]
      if (caption) content.push({ type: "caption", content: [{ type: "text", text: caption }] })
      /* Between the blocks of the text: never inside a list or a table. */
      const { $from } = editor.state.selection
      const place = $from.depth ? $from.after(1) : $from.pos
      editor.chain().focus().insertContentAt(place, [{ type: "figure", content }, { type: "paragraph" }]).run()
    },
  }

  editor = new Editor({
    element: box,
    injectCSS: false,
    extensions: extensions(ask.link),
    content: textarea.value,
    editorProps: {
      attributes: {
        class: "desk-prose",
        role: "textbox",
        lang: language,
        "aria-multiline": "true",
        "aria-labelledby": label.id,
        "aria-describedby": describedBy,
        ...(textarea.getAttribute("aria-invalid") ? { "aria-invalid": "true" } : {}),
      },
      transformPastedHTML: cleanPasted,
    },
  })
  const toolbar = makeToolbar(editor, tools(language, words, ask), words)
  box.prepend(toolbar)
  box.append(count, keys)
  label.addEventListener("click", () => editor.commands.focus())

  const sayCount = () => {
    const text = editor.state.doc.textBetween(0, editor.state.doc.content.size, " ", " ")
    const total = text.split(/\s+/).filter((word) => /[\p{L}\d]/u.test(word)).length
    count.textContent = words.words.replace("%(words)s", total).replace("%(minutes)s", Math.max(1, Math.round(total / WORDS_A_MINUTE)))
  }
  sayCount()
  editor.on("update", () => {
    textarea.value = editor.isEmpty ? "" : editor.getHTML()
    textarea.dispatchEvent(new Event("input", { bubbles: true }))
    sayCount()
  })
  /* A restored draft arrives as a new value of the textarea. */
  textarea.addEventListener("desk:set", () => editor.commands.setContent(textarea.value, { emitUpdate: true }))
  textarea.deskEditor = editor
  textarea.dispatchEvent(new Event("desk:ready", { bubbles: true }))
}

/* One tab stop; the arrows move inside (WAI-ARIA toolbar). Alt+F10 leads here from the text, Escape back. */
function makeToolbar(editor, definitions, words) {
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

document.querySelectorAll("textarea[data-desk-editor]").forEach(build)
