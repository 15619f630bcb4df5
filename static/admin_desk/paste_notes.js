/* Links inside what is pasted: footnotes become the editor's own, redirects lead to their target, dead links are words. */

import { finalTarget, isAddress } from "desk/link_targets"

const FRAGMENT = /^(?:about:blank|file:[^#]*)?#(.+)$/i
const WORD_NOTE = '[data-style*="mso-element:footnote" i]:not([data-style*="mso-element:footnote-" i]), [data-style*="mso-element:endnote" i]:not([data-style*="mso-element:endnote-" i])'
const OTHER_NOTE = 'div[id^="sdfootnote"], div[id^="sdendnote"], li, p, dd'

/* Returns how many links were dead. */
export function mendLinks(page) {
  makeNotes(page)
  let dead = 0
  for (const link of page.querySelectorAll("a[href]")) {
    const address = finalTarget(link.getAttribute("href").trim())
    link.setAttribute("href", address)
    if (isAddress(address)) continue
    dead += link.textContent.trim() ? 1 : 0
    link.replaceWith(...link.childNodes)
  }
  return dead
}

function makeNotes(page) {
  page.querySelectorAll("small").forEach((small) => small.replaceWith(...small.childNodes))
  const named = new Map()
  for (const node of page.querySelectorAll("[id], a[name]")) {
    for (const name of [node.id, node.getAttribute("name")]) if (name && !named.has(name)) named.set(name, node)
  }
  const bodies = new Set()
  for (const link of page.querySelectorAll("a[href]")) {
    const body = noteOf(link, named)
    if (!body) continue
    bodies.add(body)
    const raised = link.closest("sup")
    const mark = raised?.textContent.trim() === link.textContent.trim() ? raised : link
    mark.replaceWith(noteWith(body, page))
  }
  bodies.forEach(removeWithEmptyParents)
  while (bodies.size && page.body.lastElementChild?.tagName === "HR") page.body.lastElementChild.remove()
}

const targetOf = (link, named) => named.get(FRAGMENT.exec(link.getAttribute("href").trim())?.[1])

/* The note that a link leads down to and that leads back up to the link; undefined when it is another link. */
function noteOf(link, named) {
  const target = targetOf(link, named)
  const body = target?.closest(WORD_NOTE) ?? target?.closest(OTHER_NOTE)
  if (!body || !(link.compareDocumentPosition(body) & Node.DOCUMENT_POSITION_FOLLOWING)) return undefined
  const leadsBack = [...body.querySelectorAll("a[href]")].some((back) => {
    const place = targetOf(back, named)
    return place && (place.contains(link) || link.contains(place))
  })
  return leadsBack ? body : undefined
}

function noteWith(body, page) {
  const words = body.cloneNode(true)
  words.querySelectorAll("a[href]").forEach((link) => FRAGMENT.test(link.getAttribute("href").trim()) && link.remove())
  words.querySelectorAll(".mw-cite-backlink").forEach((node) => node.remove())
  words.querySelectorAll("p, div, br, li").forEach((block) => block.replaceWith(" ", ...block.childNodes, " "))
  const note = page.createElement("small")
  note.append(...words.childNodes)
  note.innerHTML = note.innerHTML.replace(/(\s|&nbsp;)+/g, " ").trim()
  return note
}

function removeWithEmptyParents(node) {
  const parent = node.parentElement
  node.remove()
  if (parent && parent.tagName !== "BODY" && !parent.textContent.trim()) removeWithEmptyParents(parent)
}
