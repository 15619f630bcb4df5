/* The headers of a pasted table: Word, Google Docs and many pages write them as cells in bold. */

const BOLD = 'b, strong, h1, h2, h3, h4, h5, h6, [data-style*="font-weight:bold" i], [data-style*="font-weight: bold" i], [data-style*="font-weight:700"], [data-style*="font-weight: 700"]'
const SHADE = /(?:^|;)\s*background(?:-color)?\s*:\s*([^;]+)/i
const UNSHADED = /^(none|transparent|white|#fff(fff)?|rgba?\(255, ?255, ?255|rgba\(0, ?0, ?0, ?0)/i

export function makeTableHeaders(page) {
  for (const table of page.querySelectorAll("table")) {
    titleBefore(table)
    const rows = [...table.rows]
    if (rows.length > 1 && !table.querySelector("th") && isHeader(rows)) [...rows[0].cells].forEach(makeHeader)
    for (const row of rows) for (const cell of row.cells) if (cell.tagName === "TH" && !cell.scope) cell.scope = scopeOf(cell)
  }
}

/* The editor's tables have no title of their own. */
function titleBefore(table) {
  if (!table.caption) return
  const title = table.ownerDocument.createElement("p")
  title.append(...table.caption.childNodes)
  table.caption.remove()
  table.before(title)
}

function isHeader([first, ...others]) {
  if (first.closest("thead") || /mso-yfti-(irow:-1|lastfirstrow:yes)/i.test(first.dataset.style ?? "")) return true
  return [isBold, isShaded].some((stands) => stands(first) && !others.every(stands))
}

function isBold(row) {
  const walker = document.createTreeWalker(row, NodeFilter.SHOW_TEXT)
  let found = 0
  while (walker.nextNode()) {
    if (!walker.currentNode.data.trim()) continue
    if (!walker.currentNode.parentElement.closest(BOLD)) return false
    found++
  }
  return found > 0
}

function isShaded(row) {
  const shades = [...row.cells].map((cell) => SHADE.exec(cell.dataset.style ?? "") ?? SHADE.exec(row.dataset.style ?? ""))
  return shades.length > 0 && shades.every((shade) => shade && !UNSHADED.test(shade[1].trim()))
}

function makeHeader(cell) {
  const header = cell.ownerDocument.createElement("th")
  for (const { name, value } of cell.attributes) header.setAttribute(name, value)
  header.append(...cell.childNodes)
  header.querySelectorAll("b, strong").forEach((bold) => bold.replaceWith(...bold.childNodes))
  cell.replaceWith(header)
}

const scopeOf = (header) => (header.parentElement.rowIndex === 0 || header.closest("thead") ? "col" : "row")
