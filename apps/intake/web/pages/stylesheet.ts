/** The one style of the public pages. No page carries a style of its own: their policy forbids it. */
export const stylesheetText = `
:root {
  color-scheme: light dark;
  --ground: #f5f7f6; --card: #ffffff; --ink: #17242b; --soft: #4d5f68; --line: #cdd7d9; --edge: #6d8089;
  --deep: #1d4f63; --on-deep: #ffffff; --link: #17597a; --tint: #e6f0f1;
  --warn: #fdf3da; --warn-edge: #b27a00; --bad: #a8231a; --bad-tint: #fdeceb; --good: #1c6b45; --good-tint: #e4f4ea;
  --emergency: #8f1d1d; --on-emergency: #ffffff;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #10181c; --card: #182329; --ink: #e9eff1; --soft: #a9bac2; --line: #33434b; --edge: #8499a3;
    --deep: #7cc3dc; --on-deep: #08222d; --link: #8acce6; --tint: #1d2f37;
    --warn: #33290f; --warn-edge: #e0ab3d; --bad: #ff9b92; --bad-tint: #3a1c1a; --good: #86d9ab; --good-tint: #15321f;
    --emergency: #741818; --on-emergency: #ffffff;
  }
}
*, *::before, *::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 1.0625rem/1.55 system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', sans-serif; overflow-wrap: break-word; }
.wrap { display: block; width: 100%; max-width: 44rem; margin-inline: auto; padding-inline: 1.25rem; }
a { color: var(--link); text-underline-offset: .18em; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 4px; }
main:focus { outline: none; }
.skip { position: absolute; left: -999rem; }
.skip:focus { left: .5rem; top: .5rem; background: var(--card); color: var(--ink); padding: .6rem 1rem; z-index: 2; }

.site { background: var(--card); border-bottom: 1px solid var(--line); }
.site > .wrap { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: .5rem 1rem; padding-block: .75rem; }
.home { display: flex; align-items: center; gap: .7rem; color: inherit; text-decoration: none; font-weight: 650; line-height: 1.25; flex: 1 1 11rem; }
.home img { flex: none; }
.site form { margin: 0; }
.toggle { display: inline-block; background: none; border: 1px solid var(--edge); border-radius: 999px; color: var(--link); padding: .45rem 1.1rem; min-height: 2.75rem; font: inherit; text-decoration: none; cursor: pointer; }
a.toggle { line-height: 1.75rem; }
.toggle:hover { background: var(--tint); }
.first-button { position: absolute; left: -999rem; width: 1px; height: 1px; padding: 0; border: 0; }
.emergency { margin: 0; background: var(--emergency); color: var(--on-emergency); font-size: 1.125rem; font-weight: 650; }
a[href^='tel:'] { white-space: nowrap; }
.emergency a, main > p > a[href^='tel:'] { white-space: normal; }
.emergency a { display: inline-block; padding-block: .65rem; color: inherit; }
.emergency a:focus-visible { outline-color: #ffffff; outline-offset: -3px; }
.demonstration { margin-block: .75rem 0; color: var(--soft); font-size: .9375rem; }

main { padding-block: 1.25rem 2.5rem; }
h1 { font-size: clamp(1.65rem, 1.3rem + 1.6vw, 2.15rem); line-height: 1.15; letter-spacing: -.015em; margin: .5rem 0 .75rem; text-wrap: balance; }
h2 { font-size: 1.3rem; line-height: 1.25; margin: 2.25rem 0 .75rem; }
h3 { font-size: 1.05rem; margin: 1rem 0 .35rem; }
p { margin: 0 0 .9rem; }
ul, ol { margin: 0 0 1rem; padding-inline-start: 1.4rem; }
li { margin-block: .3rem; }
.lead { font-size: 1.125rem; color: var(--soft); }
.hint { color: var(--soft); font-size: .975rem; margin: 0 0 .45rem; }
.note { color: var(--soft); font-weight: 400; font-size: .975rem; }

.notice { border: 1px solid var(--line); border-inline-start: 6px solid var(--edge); border-radius: 8px; background: var(--card); padding: 1rem 1.15rem; margin: 1.25rem 0; }
.notice h2 { margin: 0 0 .4rem; font-size: 1.1rem; }
.notice + h1 { margin-top: 1.75rem; }
.notice > :last-child, .notice li:last-child { margin-bottom: 0; }
.safety, .closed { background: var(--warn); border-color: var(--warn-edge); }
.closed > div + div { border-top: 1px solid var(--warn-edge); margin-top: 1rem; padding-top: 1rem; }
.fault { background: var(--bad-tint); border-color: var(--bad); }
.fault a { color: var(--bad); font-weight: 600; }
.good { background: var(--good-tint); border-color: var(--good); font-weight: 600; }

form { margin: 1.75rem 0 0; }
fieldset { border: 0; margin: 0 0 1.9rem; padding: 0; min-inline-size: 0; }
legend, .field > label { display: block; font-weight: 650; font-size: 1.125rem; line-height: 1.35; padding: 0; margin: 0 0 .3rem; }
.field { margin: 0 0 1.9rem; }
.group { border: 1px solid var(--line); border-radius: 10px; background: var(--card); padding: 1rem 1.15rem .2rem; }
.group > legend { float: left; width: 100%; font-size: 1.25rem; margin-bottom: .5rem; }
.group > legend + * { clear: both; }
.group > .hint { margin-bottom: 1.25rem; }
.group .field { margin-bottom: 1.25rem; }
.group .field > label { font-size: 1.0625rem; }
input[type='text'], input[type='tel'], input[type='email'], textarea { display: block; width: 100%; font: inherit; color: inherit; background: var(--card); border: 1.5px solid var(--edge); border-radius: 8px; padding: .65rem .8rem; min-height: 2.9rem; }
textarea { resize: vertical; min-height: 8rem; }
.code { max-width: 22rem; text-transform: uppercase; font-family: ui-monospace, 'SF Mono', Menlo, Consolas, 'Liberation Mono', monospace; letter-spacing: .04em; }
.wrong { border-inline-start: 5px solid var(--bad); padding-inline-start: .9rem; }
.wrong input, .wrong textarea { border-color: var(--bad); border-width: 2px; }
.fault-text { color: var(--bad); font-weight: 600; margin: 0 0 .45rem; }
.options { display: grid; gap: .5rem; }
.choice:not(.wide) .options { grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); }
.option { display: flex; gap: .75rem; align-items: center; background: var(--card); border: 1.5px solid var(--line); border-radius: 8px; padding: .6rem .85rem; min-height: 2.9rem; cursor: pointer; line-height: 1.35; }
.option:hover { border-color: var(--edge); }
.option:has(:checked) { border-color: var(--deep); background: var(--tint); }
.option:has(:focus-visible) { outline: 3px solid var(--link); outline-offset: 2px; }
.option input { flex: none; width: 1.25rem; height: 1.25rem; margin: 0; accent-color: var(--deep); }
.option input:focus-visible { outline: none; }
@media (min-width: 40rem) { .wide .options { grid-template-columns: 1fr 1fr; } }
.main-action, .second-action { font: inherit; font-weight: 650; border-radius: 8px; padding: .75rem 1.6rem; min-height: 3rem; cursor: pointer; border: 2px solid var(--deep); }
.main-action { background: var(--deep); color: var(--on-deep); font-size: 1.125rem; margin-bottom: .75rem; }
.main-action:hover { filter: brightness(1.12); }
.second-action { background: none; color: var(--link); border-color: var(--edge); }
.second-action:hover { background: var(--tint); }
input[type='file'] { display: block; width: 100%; font: inherit; color: inherit; background: var(--card); border: 1.5px solid var(--edge); border-radius: 8px; padding: .55rem .8rem; min-height: 2.9rem; }
input[type='file']::file-selector-button { font: inherit; font-weight: 650; color: var(--link); background: var(--tint); border: 1px solid var(--edge); border-radius: 6px; padding: .4rem .9rem; margin-inline-end: .8rem; cursor: pointer; }
.files .choice { margin-bottom: .8rem; }
.files.over { outline: 3px dashed var(--link); outline-offset: 6px; border-radius: 8px; }
.chosen { list-style: none; padding: 0; margin: .7rem 0 0; }
.chosen > li { display: flex; align-items: center; gap: .6rem 1rem; background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: .4rem .8rem; overflow-wrap: anywhere; }
.chosen .name { flex: 1; }
.small-action { font: inherit; color: var(--link); background: none; border: 1px solid var(--edge); border-radius: 8px; padding: .4rem .9rem; min-height: 2.75rem; cursor: pointer; }
.small-action:hover { background: var(--tint); }
.sending progress { display: block; width: 100%; height: 1rem; margin: .2rem 0 .7rem; accent-color: var(--deep); }
@media (max-width: 30rem) { .main-action { width: 100%; } }

.receipt { border: 2px solid var(--deep); border-radius: 12px; background: var(--card); padding: 1.25rem 1.25rem .35rem; margin: 1.5rem 0; }
.receipt dl { margin: 0; }
.receipt dl > div { margin-bottom: 1.1rem; }
.receipt dt { font-weight: 650; }
.receipt dd { margin: 0; }
.receipt dd > span { display: block; }
.reference, .receipt-code, .address { font-family: ui-monospace, 'SF Mono', Menlo, Consolas, 'Liberation Mono', monospace; font-variant-numeric: slashed-zero; user-select: all; -webkit-user-select: all; }
.reference { font-size: clamp(2.1rem, 9vw, 3.25rem); font-weight: 700; letter-spacing: .04em; line-height: 1.2; }
.receipt-code { font-size: clamp(1rem, 5.2vw, 1.75rem); font-weight: 650; letter-spacing: .03em; line-height: 1.35; }
.address { display: block; overflow-wrap: anywhere; }
.not-printed { margin-bottom: 1.25rem; }
.steps { list-style: none; padding: 0; counter-reset: step; }
.steps > li { counter-increment: step; position: relative; padding: .8rem 1rem .8rem 3.4rem; margin: 0 0 .6rem; background: var(--card); border: 1px solid var(--line); border-radius: 10px; }
.steps > li::before { content: counter(step); position: absolute; inset-inline-start: .9rem; top: .72rem; width: 1.8rem; height: 1.8rem; border-radius: 50%; background: var(--deep); color: var(--on-deep); font-weight: 700; text-align: center; line-height: 1.8rem; }

.status { background: var(--tint); border-radius: 12px; padding: 1.1rem 1.25rem; margin: 1.25rem 0; }
.status h2 { margin: 0 0 .35rem; font-size: 1rem; color: var(--soft); }
.status > p:first-of-type { font-size: 1.2rem; font-weight: 600; }
.status form { margin: .75rem 0 0; }
.conversation { list-style: none; padding: 0; }
.conversation > li { border: 1px solid var(--line); border-radius: 12px; background: var(--card); padding: .8rem 1rem; margin: 0 0 .8rem; max-width: 92%; }
.conversation > .hotline { background: var(--tint); border-color: var(--edge); margin-inline-start: auto; }
.by { margin: 0 0 .3rem; font-size: .95rem; }
.by time { color: var(--soft); margin-inline-start: .35rem; }
.said { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; unicode-bidi: isolate; }
.error section + section { border-top: 1px solid var(--line); margin-top: 2rem; }
footer { border-top: 1px solid var(--line); padding-block: 1.1rem 2.5rem; display: flex; flex-wrap: wrap; gap: .35rem 1.75rem; }
footer.wrap { display: flex; }
footer p { margin: 0; }
footer a { display: inline-block; padding-block: .35rem; overflow-wrap: anywhere; }

@media (forced-colors: active) { .option:has(:checked) { border-width: 3px; } .steps > li::before { border: 1px solid; } }
@media print {
  :root { --ground: #fff; --card: #fff; --ink: #000; --soft: #333; --deep: #000; --on-deep: #fff; --link: #000; --warn: #fff; --tint: #fff; }
  .toggle, .skip, .not-printed, footer p:last-child { display: none; }
  .emergency { background: #fff; color: #000; border-bottom: 2px solid #000; }
  .steps > li, .receipt, .notice { break-inside: avoid; }
}
`;
