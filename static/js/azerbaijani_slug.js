/* The address made from a title while it is typed: letter for letter what news.text.azerbaijani.slugify makes.
   A test runs both over one list in a real browser. */

/* exported azerbaijaniSlug */
function azerbaijaniSlug(text, maxLength = 80) {
  const pairs = (from, to) => Object.fromEntries([...from].map((letter, place) => [letter, [...to][place]]));
  const folded = {
    ...pairs("əıöüçşğøłđð", "eioucsgoldd"),
    ß: "ss", æ: "ae", œ: "oe", þ: "th",
  };
  const azerbaijani = {
    ...pairs("абвгғдеәжзиыјкҝлмноөпрстуүфхһчҹшйэ", "abvqğdeəjziıykglmnoöprstuüfxhçcşye"),
    ц: "ts", щ: "ş", ю: "yu", я: "ya", ь: "", ъ: "", ё: "yo",
  };
  const russian = {
    ...pairs("абвгдезийклмнопрстуфхыэ", "abvgdeziyklmnoprstufxıe"),
    ё: "yo", ж: "j", ц: "ts", ч: "ç", ш: "ş", щ: "ş", ь: "", ъ: "", ю: "yu", я: "ya",
  };
  const replaceBy = (table, value) => [...value].map((letter) => table[letter] ?? letter).join("");
  const lower = (value) => value.replaceAll("İ", "i").replaceAll("I", "ı").toLowerCase();

  const normalised = String(text ?? "")
    .normalize("NFC")
    .replaceAll("i\u0307", "i")
    .replaceAll("ǝ", "ə")
    .replaceAll("Ǝ", "Ə")
    .replace(/\p{L}+/gu, (word) =>
      /[a-zA-Z]/.test(word) ? word.replaceAll("ә", "ə").replaceAll("Ә", "Ə") : word,
    );
  const plain = lower(normalised.replace(/['’‘ʼ`´ʻ′‛ʹ]/g, ""));
  const latin = replaceBy(/[ғәјҝөүһҹ]/.test(plain) ? azerbaijani : russian, plain);
  const bare = replaceBy(folded, lower(latin.normalize("NFC"))).normalize("NFKD").replace(/\p{M}/gu, "");
  const slug = replaceBy(folded, lower(bare)).replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "");

  if (slug.length <= maxLength) return slug;
  const end = slug.lastIndexOf("-", maxLength);
  const kept = end >= Math.floor(maxLength / 2) ? end : maxLength;
  return slug.slice(0, kept).replace(/^-+|-+$/g, "");
}
