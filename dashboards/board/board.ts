import type { VillageStatus } from "#shared/domain/status.ts";
import { SECOND_MS } from "#shared/domain/time.ts";
import { readAddress, withLanguage } from "./address.ts";
import { clockOffsetMs } from "./board-clock.ts";
import { boardView } from "./board-model.ts";
import { type Connection, failed, heard, nextPollMs, notYetConnected } from "./connection.ts";
import { type Answer, statusSource } from "./fetch-status.ts";
import { levelChanges } from "./level-changes.ts";
import { loadFonts } from "./load-fonts.ts";
import { pollWhileVisible } from "./polling.ts";
import { rememberedLanguage, rememberLanguage } from "./remembered-language.ts";
import { createBoardPage } from "./render.ts";
import { otherLanguage, textsOf } from "./texts/of-language.ts";

/** Ages are words of whole minutes: drawn anew this often, none is ever wrong for longer, with or without a network. */
const REDRAW_EVERY_MS = 10 * SECOND_MS;

/** Runs the board in a root element: asks, waits, draws. Everything it shows is `boardView` of what it holds here. */
const runBoard = (root: HTMLElement): void => {
  const address = readAddress(location.search);
  let language = address.language ?? rememberedLanguage() ?? "zh-HK";
  let status: VillageStatus | undefined;
  let connection: Connection = notYetConnected;
  let offsetMs = 0;

  const draw = (): void => {
    const isAddressGood = address.statusUrl !== undefined;
    const deviceNow = Date.now();
    page.show(boardView({ status, connection, deviceNow, offsetMs, language, isAddressGood }));
  };
  const page = createBoardPage(root, () => {
    language = otherLanguage(language);
    rememberLanguage(language);
    history.replaceState(null, "", location.pathname + withLanguage(location.search, language));
    page.announce("");
    draw();
  });

  const take = (answer: Answer): void => {
    if (answer.clock !== undefined) offsetMs = clockOffsetMs(answer.clock) ?? offsetMs;
    if (answer.kind === "trouble") {
      connection = failed(connection, answer.trouble);
      return;
    }
    connection = heard(Date.now() + offsetMs);
    if (answer.kind === "unchanged") return;
    const changes = levelChanges(status, answer.status, language);
    if (changes.length > 0) page.announce(changes.join(textsOf[language].listSeparator));
    status = answer.status;
  };

  draw();
  setInterval(draw, REDRAW_EVERY_MS);
  if (address.statusUrl === undefined) return;
  pollWhileVisible(statusSource(address.statusUrl), {
    take: (answer) => {
      take(answer);
      draw();
    },
    waitMs: () => nextPollMs(connection, status?.exercise),
    onVisible: draw,
  });
};

const RELOAD_AFTER_MS = 30 * SECOND_MS;

/** A page that has failed must not stand there as if all were well: it says so in place of everything, and starts anew. */
const sayFrozen = (): void => {
  const language = document.documentElement.lang === "en" ? "en" : "zh-HK";
  document.body.textContent = "";
  const sentence = document.body.appendChild(document.createElement("p"));
  sentence.className = "frozen";
  sentence.textContent = textsOf[language].frozen;
  setTimeout(() => location.reload(), RELOAD_AFTER_MS);
};

const root = document.getElementById("board");
if (root === null) throw new Error("the page has no element called board");
window.addEventListener("error", sayFrozen);
runBoard(root);
loadFonts();
