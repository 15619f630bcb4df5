/* The toolbar's signs, drawn on a grid of 24. */

const PATHS = {
  bulletList: "M9 6h11M9 12h11M9 18h11M4.5 6h.01M4.5 12h.01M4.5 18h.01",
  orderedList: "M10 6h10M10 12h10M10 18h10M4 5l1.5-1v4M4 11.5c2-1.5 3 .5 1 2L4 15h2.500M4 17h2l-1 1.500c2 .5 1 2.500-1 2",
  blockquote: "M10 7H5v5h5V7zm0 5c0 3-2 4-4 5M19 7h-5v5h5V7zm0 5c0 3-2 4-4 5",
  link: "M10 14a4 4 0 0 0 6 .5l3-3a4 4 0 0 0-5.600-5.600L12 7.300M14 10a4 4 0 0 0-6-.5l-3 3a4 4 0 0 0 5.600 5.600L12 16.700",
  unlink: "M10 14a4 4 0 0 0 6 .5l3-3a4 4 0 0 0-5.600-5.600L12 7.300M14 10a4 4 0 0 0-6-.5l-3 3a4 4 0 0 0 5.600 5.600L12 16.700M3 3l18 18",
  image: "M4 5h16v14H4zM4 16l5-5 4 4 2.500-2.500L20 17M15.500 9h.01",
  table: "M4 5h16v14H4zM4 10h16M4 14.500h16M10 5v14",
  addRow: "M4 4h16v6H4zM12 14v6M9 17h6",
  deleteRow: "M4 4h16v6H4zM9 17h6",
  addColumn: "M4 4h6v16H4zM14 12h6M17 9v6",
  deleteColumn: "M4 4h6v16H4zM14 12h6",
  headerRow: "M4 5h16v14H4zM4 10h16M4 7h16M4 8.500h16",
  headerColumn: "M4 5h16v14H4zM10 5v14M6 5v14M8 5v14",
  deleteTable: "M4 5h16v14H4zM8 9l8 6M16 9l-8 6",
  foreign: "M4 6h9M8.500 4v2M11 6c-1 4-4 7-7 8M6 9c1 2.500 3 4 5.500 5M12 20l4-10 4 10M13.500 17h5",
  recording: "M4 6h11v12H4zM15 10.500l5-3v9l-5-3",
  comment: "M4 5h16v11h-9l-4 4v-4H4zM8 9h8M8 12h5",
  findAndReplace: "M10.500 4a6.500 6.500 0 1 0 0 13 6.500 6.500 0 0 0 0-13zM15.500 15.500L20 20",
  outline: "M4 6h16M8 12h12M8 18h12",
  undo: "M9 14L4 9l5-5M4 9h10a6 6 0 0 1 0 12h-3",
  redo: "M15 14l5-5-5-5M20 9H10a6 6 0 0 0 0 12h3",
}
const LETTERS = { bold: "B", italic: "I", heading2: "H2", heading3: "H3", paragraph: "¶", superscript: "x²", subscript: "x₂", note: "[1]", shortcuts: "?" }
const SVG = "http://www.w3.org/2000/svg"

export function icon(name) {
  if (LETTERS[name]) {
    const letter = document.createElement("span")
    letter.className = `desk-icon-${name}`
    letter.textContent = LETTERS[name]
    return letter
  }
  const svg = document.createElementNS(SVG, "svg")
  svg.setAttribute("viewBox", "0 0 24 24")
  const path = document.createElementNS(SVG, "path")
  path.setAttribute("d", PATHS[name])
  svg.append(path)
  return svg
}
