/* Tells once a paste, beside the text, what it left out; a screen reader hears it when it has finished its sentence. */

import { make } from "desk/dialogs"

const KINDS = ["pictures", "videos", "colours", "underlines", "crossings", "comments", "deadLinks"]

/* { box, tell }; `offer` gets the pictures (File) that came along whole, to be put into the library. */
export function makePasteNotice(words, offer) {
  const sentence = make("p", { role: "status", class: "desk-paste-notice-says" })
  const add = make("button", { type: "button", class: "button" }, words.addPictures)
  const close = make("button", { type: "button", class: "button" }, words.close)
  const buttons = make("p", { class: "desk-dialog-buttons" }, add, close)
  const box = make("div", { class: "desk-paste-notice" }, sentence, buttons)
  let files = []
  const tell = ({ leftOut, alts, pictures }) => {
    files = pictures
    sentence.replaceChildren(...sentencesOf(leftOut, alts, pictures.length, words).map((text) => make("span", {}, `${text} `)))
    add.hidden = !pictures.length
    buttons.hidden = !sentence.textContent
  }
  add.addEventListener("click", () => offer(files))
  close.addEventListener("click", () => tell(NOTHING))
  tell(NOTHING)
  return { box, tell }
}

export const NOTHING = { leftOut: {}, alts: [], pictures: [] }

function sentencesOf(leftOut, alts, pictures, words) {
  const kinds = KINDS.filter((kind) => leftOut[kind]).map((kind) => `${words[`left_${kind}`]} (${leftOut[kind]})`)
  return [
    kinds.length && words.leftOut.replace("%(kinds)s", kinds.join(", ")),
    alts.length && words.leftOutAlts.replace("%(words)s", alts.map((alt) => `“${alt}”`).join(", ")),
    leftOut.pictures && words.leftOutPictures,
    pictures && words.wholePictures.replace("%(count)s", pictures),
  ].filter(Boolean)
}

/* The pictures of a clipboard or of what is dropped, as files. */
export const pictureFiles = (data) => [...data.files].filter((file) => file.type.startsWith("image/"))
