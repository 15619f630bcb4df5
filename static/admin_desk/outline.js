/* The headings of a text: a list of them to go by, and keys that lead to the next and the one before. */

import { Extension } from "django-prose-editor/editor"
import { ask, make, pick } from "desk/dialogs"

/* [{ place, level, text }] */
function headingsOf(doc) {
  const headings = []
  doc.descendants((node, place) => {
    if (node.type.name === "heading") headings.push({ place: place + 1, level: node.attrs.level, text: node.textContent.trim() })
    return !node.isTextblock
  })
  return headings
}

const goTo = (editor, place) => editor.chain().focus().setTextSelection(place).scrollIntoView().run()

function goBy(editor, step) {
  const { from } = editor.state.selection
  const headings = headingsOf(editor.state.doc)
  const start = editor.state.selection.$from.start()
  const target = step > 0 ? headings.find(({ place }) => place > from) : headings.findLast(({ place }) => place < start)
  return target ? goTo(editor, target.place) : false
}

export const HeadingKeys = Extension.create({
  name: "headingKeys",
  addKeyboardShortcuts() {
    return { "Alt-PageDown": () => goBy(this.editor, 1), "Alt-PageUp": () => goBy(this.editor, -1) }
  },
})

/* Opens the list; the heading that is chosen gets the cursor. */
export async function askHeading(editor, words) {
  const headings = headingsOf(editor.state.doc)
  const list = make("ol", { class: "desk-outline" }, ...headings.map((heading) => {
    const button = pick(heading.text || words.noWords, () => button.closest("dialog").finish(heading))
    return make("li", { class: `desk-outline-${heading.level}` }, button)
  }))
  const empty = make("p", {}, words.noHeadings)
  const chosen = await ask(words.outline, words, [headings.length ? list : empty], () => null, null)
  if (chosen) goTo(editor, chosen.place)
  else editor.commands.focus()
}
