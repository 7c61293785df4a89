// Everything here is a comfort: each page works without it.
import { drafts } from "./drafts.js";
import { keys } from "./keys.js";
import { live } from "./live.js";
import { forget, lock } from "./lock.js";
import { passkeys } from "./passkeys.js";
import { menus, once, summaries } from "./forms.js";
import { sliders } from "./sliders.js";
import { signatures } from "./signatures.js";
import { tables } from "./tables.js";

function start(root) {
  signatures(root);
  tables(root);
  drafts(root);
  sliders(root);
}

document.documentElement.dataset.script = "yes";
start(document);
summaries();
once();
menus();
keys();
live(start);
passkeys(document);
lock();
forget();
