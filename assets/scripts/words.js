// The page brings its own words, in its own language.
export function word(name) {
  return document.querySelector("[data-words]")?.dataset[name] ?? "";
}
