/* Finding and replacing in one editor. A match may cross bold or a link; pictures are found by their alternative text. */

import { Extension, Plugin, pm } from "django-prose-editor/editor"
import { field, make } from "desk/dialogs"

const { NodeSelection, PluginKey, TextSelection } = pm.state
const { Decoration, DecorationSet } = pm.view
const KEY = new PluginKey("find")
const LEAF = "\ufffc" // stands for what is no text, so that places in the string are places in the block

/* Without regard to case, by the rules of the language (I is ı in Azerbaijani); every letter keeps its length. */
const folded = (text, language) => Array.from(text, (sign) => {
  const lower = sign.toLocaleLowerCase(language)
  return lower.length === sign.length ? lower : sign
}).join("")

/* [{ from, to, isPicture }] in the order of the text. */
function matchesOf(doc, query, language) {
  const wanted = folded(query, language)
  const matches = []
  doc.descendants((node, place) => {
    if (node.type.name === "image" && wanted && folded(node.attrs.alt ?? "", language).includes(wanted)) {
      matches.push({ from: place, to: place + node.nodeSize, isPicture: true })
    }
    if (!node.isTextblock || !wanted) return
    const text = folded(node.textBetween(0, node.content.size, LEAF, LEAF), language)
    for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length)) {
      matches.push({ from: place + 1 + at, to: place + 1 + at + wanted.length, isPicture: false })
    }
  })
  return matches
}

const nothing = { query: "", current: 0, matches: [] }

export const FindInText = Extension.create({
  name: "find",
  addOptions: () => ({ language: "az", open: () => {} }),
  addKeyboardShortcuts() {
    return { "Mod-Shift-f": () => (this.options.open(), true) }
  },
  addProseMirrorPlugins() {
    const { language } = this.options
    return [new Plugin({
      key: KEY,
      state: {
        init: () => nothing,
        apply: (transaction, before, _old, { doc }) => {
          const asked = transaction.getMeta(KEY)
          if (!asked && !transaction.docChanged) return before
          const { query, current } = { ...before, ...asked }
          const matches = matchesOf(doc, query, language)
          return { query, matches, current: Math.min(current, Math.max(0, matches.length - 1)) }
        },
      },
      props: {
        decorations: (state) => {
          const { matches, current } = KEY.getState(state)
          return DecorationSet.create(state.doc, matches.map(({ from, to, isPicture }, number) => {
            const look = { class: number === current ? "desk-found desk-found-now" : "desk-found" }
            return isPicture ? Decoration.node(from, to, look) : Decoration.inline(from, to, look)
          }))
        },
      },
    })]
  },
})

/* { panel, open }: the fields beneath the toolbar. The text is marked while they are open. */
export function makeFindPanel(editor, words) {
  const query = field(words.find, { type: "search", autocomplete: "off" })
  const substitute = field(words.replaceWith, { type: "text", autocomplete: "off" })
  const status = make("p", { role: "status", class: "desk-find-status" })
  const button = (name, act) => {
    const node = make("button", { type: "button", class: "button" }, words[name])
    node.addEventListener("click", act)
    return node
  }
  const state = () => KEY.getState(editor.state)
  const ask = (change) => editor.view.dispatch(editor.state.tr.setMeta(KEY, change))

  const go = (number) => {
    const { matches } = state()
    if (matches.length) ask({ current: (number + matches.length) % matches.length })
    show()
  }
  const show = () => {
    const { query: asked, matches, current } = state()
    const at = words.foundAt.replace("%(number)s", current + 1).replace("%(count)s", matches.length)
    status.textContent = !asked ? "" : matches.length ? at : words.nothingFound
    const match = matches[current]
    if (!match) return
    const { doc, tr } = editor.state
    const selection = match.isPicture ? NodeSelection.create(doc, match.from) : TextSelection.create(doc, match.from, match.to)
    editor.view.dispatch(tr.setSelection(selection).scrollIntoView())
  }
  /* The new words stand in the marks (bold, a link) of the first of the old ones. */
  const replace = (matches) => {
    const { tr, schema } = editor.state
    const text = substitute.input.value
    for (const { from, to } of matches.filter((match) => !match.isPicture).reverse()) {
      if (text) tr.replaceWith(from, to, schema.text(text, tr.doc.nodeAt(from).marks))
      else tr.delete(from, to)
    }
    editor.view.dispatch(tr)
  }
  const replaceOne = () => {
    const { matches, current } = state()
    const match = matches[current]
    if (!match) return
    const before = matches.length
    replace([match])
    go(match.isPicture || state().matches.length === before ? current + 1 : current)
  }
  const replaceAll = () => {
    const texts = state().matches.filter((match) => !match.isPicture)
    replace(texts)
    status.textContent = words.replaced.replace("%(count)s", texts.length)
  }
  const close = () => {
    panel.hidden = true
    ask({ query: "", current: 0 })
    editor.commands.focus()
  }

  const panel = make("div", { class: "desk-panel", role: "search", "aria-label": words.findAndReplace, hidden: true },
    query.row, substitute.row, status,
    make("div", { class: "desk-dialog-buttons" },
      button("findPrevious", () => go(state().current - 1)), button("findNext", () => go(state().current + 1)),
      button("replace", replaceOne), button("replaceAll", replaceAll), button("close", close)))
  query.input.addEventListener("input", () => {
    ask({ query: query.input.value, current: 0 })
    show()
  })
  panel.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close()
    if (event.key !== "Enter" || event.target.tagName !== "INPUT") return
    event.preventDefault()
    if (event.target === substitute.input) replaceOne()
    else go(state().current + (event.shiftKey ? -1 : 1))
  })
  const open = () => {
    const { from, to } = editor.state.selection
    const selected = editor.state.doc.textBetween(from, to, "\n")
    panel.hidden = false
    if (selected && !selected.includes("\n")) query.input.value = selected
    ask({ query: query.input.value, current: 0 })
    show()
    query.input.focus()
    query.input.select()
  }
  return { panel, open }
}
