/* The editor's schema. It says what news/text/richtext.py says: nothing is offered that the server would remove. */

import {
  Blockquote, Bold, BulletList, Document, Dropcursor, Extension, Gapcursor, HardBreak, Heading, History,
  HorizontalRule, Image, Italic, Link, ListItem, Mark, mergeAttributes, Node, OrderedList, Paragraph, Subscript,
  Superscript, Table, TableCell, TableHeader, TableRow, Text, textInputRule,
} from "django-prose-editor/editor"
import { FindInText } from "desk/find"
import { HeadingKeys } from "desk/outline"

const Figure = Node.create({
  name: "figure",
  group: "block",
  content: "image caption?",
  isolating: true,
  parseHTML: () => [{ tag: "figure" }],
  renderHTML: () => ["figure", 0],
})

const Caption = Node.create({
  name: "caption",
  content: "inline*",
  isolating: true,
  parseHTML: () => [{ tag: "figcaption" }],
  renderHTML: () => ["figcaption", 0],
})

const Foreign = Mark.create({
  name: "foreign",
  addAttributes: () => ({ lang: { default: null } }),
  parseHTML: () => [{ tag: "span[lang]" }],
  renderHTML: ({ HTMLAttributes }) => ["span", mergeAttributes(HTMLAttributes), 0],
})

/* A footnote stands where it is cited; the page numbers it and shows its words at the end. Around all other marks,
   so that it stays one element. */
const Note = Mark.create({
  name: "note",
  priority: 1100,
  inclusive: false,
  parseHTML: () => [{ tag: "small" }],
  renderHTML: () => ["small", 0],
})

const keep = (attribute) => ({ [attribute]: { default: null, parseHTML: (node) => node.getAttribute(attribute) } })

const LanguageOfBlocks = Extension.create({
  name: "languageOfBlocks",
  addGlobalAttributes: () => [{ types: ["paragraph", "heading", "blockquote", "listItem", "tableCell", "tableHeader"], attributes: keep("lang") }],
})

const ScopedHeader = TableHeader.extend({
  addAttributes() {
    return { ...this.parent?.(), ...keep("scope") }
  },
})

/* Tab goes from cell to cell, and from the last one on out of the text: it adds no row, so nobody is caught in a table. */
const TableToLeave = Table.extend({
  addKeyboardShortcuts() {
    return { ...this.parent?.(), Tab: () => this.editor.commands.goToNextCell() }
  },
})

/* Both languages quote with “…” and ‘…’. An apostrophe inside a word stays what it is. */
const TypographicQuotes = Extension.create({
  name: "typographicQuotes",
  addInputRules: () => [
    textInputRule({ find: /(?:^|[\s([{“‘–—])(")$/, replace: "“" }),
    textInputRule({ find: /"$/, replace: "”" }),
    textInputRule({ find: /(?:^|[\s([{“–—])(')$/, replace: "‘" }),
    textInputRule({ find: /'$/, replace: "’" }),
  ],
})

export const extensions = (language, ask) => [
  Document, Paragraph, Text, HardBreak, History, Dropcursor, Gapcursor,
  Heading.configure({ levels: [2, 3] }),
  Bold, Italic, Subscript, Superscript, HorizontalRule,
  BulletList, OrderedList, ListItem, Blockquote,
  Link.extend({ addKeyboardShortcuts: () => ({ "Mod-k": () => (ask.link(), true) }) }).configure({
    enableTarget: false, autolink: false, linkOnPaste: true, defaultProtocol: "https",
  }),
  Image, Figure, Caption, Note,
  TableToLeave.configure({ resizable: false }), TableRow, ScopedHeader, TableCell,
  Foreign, LanguageOfBlocks, TypographicQuotes,
  FindInText.configure({ language, open: ask.find }), HeadingKeys,
]
