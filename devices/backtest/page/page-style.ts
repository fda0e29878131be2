/** Colours as on the board; words have a contrast of 4.5:1 at least, by day and at night. */
export const PAGE_STYLE = `
:root {
  --ground: #e9efee; --card: #ffffff; --card-line: #c3d0d0; --ink: #10201f; --soft-ink: #435658; --calm: #17654a; --water: #2f7fa6;
  --advisory: #f4c531; --advisory-ink: #201a00; --advisory-line: #8a6a00; --warning: #f58a1f; --warning-ink: #1f0f00; --warning-line: #b65c00;
  --danger: #b00d1a; --danger-ink: #ffffff; --danger-line: #b00d1a; --normal: #17654a; --normal-ink: #ffffff;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #0d1b21; --card: #162930; --card-line: #31474f; --ink: #f3f7f6; --soft-ink: #b5c6c9; --calm: #83d3ad; --water: #6fb7d6;
    --advisory-line: #f4c531; --warning-line: #f58a1f; --danger-line: #ff6b6b; --normal: #83d3ad; --normal-ink: #0d1b21;
  }
}
* { box-sizing: border-box; }
body { margin: 0; padding: 1rem; background: var(--ground); color: var(--ink); font: 1rem/1.5 system-ui, "Noto Sans TC", "PingFang HK", sans-serif; }
main { max-width: 68rem; margin: 0 auto; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 .25rem; }
h2 { font-size: 1.2rem; margin: 2rem 0 .5rem; }
h3 { font-size: 1.05rem; margin: 1.5rem 0 .5rem; }
p { margin: .25rem 0; }
.soft { color: var(--soft-ink); }
.card { background: var(--card); border: 1px solid var(--card-line); border-radius: .5rem; padding: .75rem; margin: .75rem 0; }
.numbers { display: grid; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); gap: .5rem; margin: 1rem 0; padding: 0; list-style: none; }
.numbers li { background: var(--card); border: 1px solid var(--card-line); border-radius: .5rem; padding: .5rem .75rem; }
.numbers b { display: block; font-size: 1.4rem; font-variant-numeric: tabular-nums; }
figure { margin: 0; }
figure svg { width: 100%; height: auto; background: none; --plot-background: transparent; }
.wide { display: none; }
@media (min-width: 44rem) { .wide { display: block; } .narrow { display: none; } }
.legend { display: flex; flex-wrap: wrap; gap: .25rem 1rem; margin: .5rem 0 0; padding: 0; list-style: none; font-size: .875rem; color: var(--soft-ink); }
.legend i { display: inline-block; width: 1.25rem; height: .75rem; margin-right: .35rem; vertical-align: middle; border: 1px solid var(--card-line); }
table { border-collapse: collapse; width: 100%; font-size: .9375rem; }
th, td { text-align: left; vertical-align: top; padding: .35rem .5rem .35rem 0; border-top: 1px solid var(--card-line); }
.level { display: inline-block; padding: 0 .5rem; border-radius: .25rem; font-weight: 600; white-space: nowrap; }
.advisory { background: var(--advisory); color: var(--advisory-ink); }
.warning { background: var(--warning); color: var(--warning-ink); }
.danger { background: var(--danger); color: var(--danger-ink); }
.normal { background: var(--normal); color: var(--normal-ink); }
dl { margin: .5rem 0; }
dt { font-size: .875rem; color: var(--soft-ink); }
dd { margin: 0 0 .5rem; overflow-wrap: anywhere; }
details { margin-top: .75rem; }
details summary { cursor: pointer; }
`;
