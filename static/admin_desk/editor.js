/* Turns each textarea[data-desk-editor] into a rich-text editor; the textarea keeps the value and is what is sent. */

import { Editor } from "django-prose-editor/editor"
import { askLink, askNote, make } from "desk/dialogs"
import { makeFindPanel } from "desk/find"
import { askHeading } from "desk/outline"
import { cleanPasted } from "desk/paste"
import { makePasteNotice, NOTHING, pictureFiles } from "desk/paste_notice"
import { askPictures } from "desk/pictures"
import { extensions } from "desk/schema"
import { showShortcuts } from "desk/shortcuts"
import { makeToolbar, tools } from "desk/toolbar"

const WORDS_A_MINUTE = 180

/* Where the form takes videos and sound, with captions and transcripts; null in a form without it. */
const recordings = document.getElementById("recordings-group")
/* What opens the dialog for a comment; null in a form whose texts nobody comments on. */
const comment = document.getElementById("desk-comment-new")
/* The edition that is written here; empty in a new one and in any other form. */
const edition = /\/edition\/(\d+)\//.exec(location.pathname)?.[1] ?? ""

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
  let find
  let pasted = null

  const ask = {
    link: async () => {
      const selected = !editor.state.selection.empty || editor.isActive("link")
      const answer = await askLink({
        words, language, edition, targetsUrl: textarea.dataset.targets, needsText: !selected, href: editor.getAttributes("link").href || "",
      })
      const chain = editor.chain().focus()
      if (!answer) return chain.run()
      if (selected) return chain.extendMarkRange("link").setLink({ href: answer.href }).run()
      chain.insertContent({ type: "text", text: answer.text || answer.href, marks: [{ type: "link", attrs: { href: answer.href } }] }).run()
    },
    picture: async (files = []) => {
      const pictures = await askPictures({ words, language, libraryUrl: textarea.dataset.library, files })
      if (!pictures.length) return editor.commands.focus()
      const figures = pictures.map(({ caption, ...image }) => {
        const content = [{ type: "image", attrs: image }]
        if (caption) content.push({ type: "caption", content: [{ type: "text", text: caption }] })
        return { type: "figure", content }
      })
      /* Between the blocks of the text: never inside a list or a table. */
      const { $from } = editor.state.selection
      const place = $from.depth ? $from.after(1) : $from.pos
      editor.chain().focus().insertContentAt(place, [...figures, { type: "paragraph" }]).run()
    },
    /* Selected words become a footnote, and a footnote words again; else its words are asked for. */
    note: async () => {
      const { empty, $from, $to } = editor.state.selection
      if (editor.isActive("note")) return editor.chain().focus().extendMarkRange("note").unsetMark("note").run()
      if (!empty && $from.sameParent($to)) return editor.chain().focus().setMark("note").run()
      const text = await askNote(words)
      const chain = editor.chain().focus($to.pos)
      if (text) chain.insertContent({ type: "text", text, marks: [{ type: "note" }] })
      chain.run()
    },
    find: () => find.open(),
    heading: () => askHeading(editor, words),
    shortcuts: () => showShortcuts(editor, words),
    takesComments: () => comment !== null,
    comment: () => comment.click(),
    hasRecordings: () => recordings !== null,
    recording: () => {
      for (const box of [recordings.closest("details"), recordings.querySelector("details")]) if (box) box.open = true
      recordings.scrollIntoView()
      recordings.querySelector(".add-row a").focus()
    },
  }

  const notice = makePasteNotice(words, ask.picture)
  /* Tells what came along and what did not; true when that leaves nothing to be put into the text. Pictures that come
     alone go to the library at once. */
  const bring = (data, slice) => {
    const files = pictureFiles(data)
    const report = pasted
    pasted = null
    const isEmpty = !slice.content.size
    const areAlone = isEmpty && files.length > 0
    notice.tell(areAlone ? NOTHING : report ?? NOTHING)
    if (areAlone) ask.picture(files)
    return areAlone || (isEmpty && report !== null)
  }

  editor = new Editor({
    element: box,
    injectCSS: false,
    extensions: extensions(language, ask),
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
      transformPastedHTML: (html) => {
        pasted = cleanPasted(html, textarea.dataset.pictures)
        return pasted.html
      },
      handlePaste: (view, event, slice) => bring(event.clipboardData, slice),
      handleDrop: (view, event, slice, isMoved) => !isMoved && bring(event.dataTransfer, slice),
    },
  })
  find = makeFindPanel(editor, words)
  box.prepend(makeToolbar(editor, tools(language, ask), words), find.panel)
  box.append(notice.box, count, keys)
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

document.querySelectorAll("textarea[data-desk-editor]").forEach(build)
