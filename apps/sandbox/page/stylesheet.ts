/** The page's own style; the policy of the page allows no other. */
export const STYLESHEET = `
:root {
  color-scheme: light dark;
  --ground: #eef2f6; --card: #ffffff; --ink: #15202b; --soft: #55646f; --line: #d5dde4;
  --accent: #0b5c8a; --on-accent: #ffffff; --own: #0b5c8a; --on-own: #ffffff; --other: #e7edf2;
  --bad: #b3261e; --good: #1d6b3c; --warn-ground: #fff3d6; --warn-ink: #5c4300; --ring: #d64545; --banner: #10283d;
  --radius: 14px;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #0e151b; --card: #18222b; --ink: #e8eef3; --soft: #9fb0bd; --line: #2c3a46;
    --accent: #6cb8e6; --on-accent: #06202f; --own: #1d5f88; --on-own: #ffffff; --other: #26333e;
    --bad: #ff8a80; --good: #7fd6a0; --warn-ground: #3d3113; --warn-ink: #ffe3a1; --ring: #ff6b6b; --banner: #0a1c2b;
  }
}
*, *::before, *::after { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.45 system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif; }
h1, h2, h3, p, ol, dl, dd { margin: 0; padding: 0; }
ol { list-style: none; }
a { color: inherit; }
button, input, textarea { font: inherit; color: inherit; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.skip { position: absolute; left: -9999px; }
.skip:focus { left: 8px; top: 8px; background: var(--card); padding: 8px 12px; z-index: 2; }

.banner { background: var(--banner); color: #f2f7fb; padding: 16px clamp(16px, 3vw, 32px); display: grid; grid-template-columns: 1fr auto auto; gap: 12px 32px; align-items: center; }
.banner h1 { font-size: 1.35rem; letter-spacing: -0.01em; }
.brand p { color: #b9cbd9; font-size: .9rem; }
.banner dl { display: flex; flex-wrap: wrap; gap: 4px 24px; }
.banner dt { font-size: .75rem; color: #b9cbd9; }
.banner dd { font-weight: 600; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
.live a { display: inline-block; border: 1px solid #46617a; border-radius: 999px; padding: 5px 14px; font-size: .85rem; text-decoration: none; white-space: nowrap; }
.live { display: flex; gap: 8px; }
.live .jump { display: none; }
.live a.is-live::before { content: ''; display: inline-block; width: 8px; height: 8px; border-radius: 50%; background: #5fd18b; margin-inline-end: 8px; }
.live a.is-lost { background: #7a1f1a; border-color: #b3403a; }
.notices { grid-column: 1 / -1; display: grid; gap: 8px; }
.notices:empty { display: none; }
.notice { background: var(--warn-ground); color: var(--warn-ink); border-radius: 8px; padding: 8px 14px; }

main { display: grid; grid-template-columns: minmax(0, 1fr) minmax(300px, 24vw); gap: 24px; padding: 20px clamp(16px, 3vw, 32px) 40px; max-width: 2200px; margin: 0 auto; align-items: start; }
h2 { font-size: 1.05rem; margin-bottom: 12px; }
.grid { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 250px), 1fr)); gap: 18px; }

.phone { background: var(--card); border: 1px solid var(--line); border-radius: 26px; display: flex; flex-direction: column; overflow: hidden; scroll-margin-top: 12px; box-shadow: 0 1px 2px #0c1a2714, 0 8px 24px -16px #0c1a2740; }
.phone:target { border-color: var(--accent); }
.phone > header { display: flex; align-items: center; gap: 10px; padding: 14px 16px 12px; border-bottom: 1px solid var(--line); }
.phone > header div { min-width: 0; flex: 1; }
.phone h3 { font-size: 1rem; line-height: 1.25; overflow-wrap: anywhere; }
.number { color: var(--soft); font-size: .84rem; font-variant-numeric: tabular-nums; }
.avatar { width: 38px; height: 38px; border-radius: 50%; flex: none; display: grid; place-items: center; font-size: .85rem; font-weight: 700; color: #fff; background: #3f6b8c; }
.hue-1 { background: #2f7a62; } .hue-2 { background: #7b5ea7; } .hue-3 { background: #a3563d; } .hue-4 { background: #51707a; } .hue-5 { background: #8a4f7d; }
.bell { background: var(--ring); color: #fff; font-size: .75rem; font-weight: 700; border-radius: 999px; padding: 2px 10px; }
.ringing { border-color: var(--ring); box-shadow: 0 0 0 3px color-mix(in srgb, var(--ring) 30%, transparent); }
.ringing .avatar { animation: ring 1.2s ease-in-out infinite; }
@keyframes ring { 0%, 50%, 100% { transform: rotate(0); } 10%, 30% { transform: rotate(-12deg); } 20%, 40% { transform: rotate(12deg); } }
@media (prefers-reduced-motion: reduce) { .ringing .avatar { animation: none; } }

.thread { flex: 1 0 300px; height: 300px; overflow-y: auto; display: flex; flex-direction: column-reverse; padding: 12px; overscroll-behavior: contain; }
.thread ol { display: flex; flex-direction: column; gap: 10px; margin-bottom: auto; }
.nothing { color: var(--soft); font-size: .9rem; }
.thread .nothing { text-align: center; padding-top: 110px; }
.text { max-width: 88%; align-self: flex-start; }
.text.own { align-self: flex-end; }
.bubble { background: var(--other); border-radius: 16px 16px 16px 4px; padding: 8px 12px; }
.own .bubble { background: var(--own); color: var(--on-own); border-radius: 16px 16px 4px 16px; }
.written { white-space: pre-wrap; overflow-wrap: anywhere; unicode-bidi: isolate; font-size: .95rem; }
.fate { color: var(--soft); font-size: .75rem; margin-top: 3px; display: flex; flex-wrap: wrap; gap: 0 8px; overflow-wrap: anywhere; }
.own .fate { justify-content: flex-end; }
.fate .failed { color: var(--bad); font-weight: 600; }
.call { border: 1px solid var(--line); border-inline-start: 4px solid var(--accent); border-radius: 10px; padding: 8px 12px; display: grid; gap: 6px; }
.call-title { font-weight: 600; font-size: .9rem; }
.in-call { display: grid; gap: 8px; justify-items: start; }
.keypad { display: grid; grid-template-columns: repeat(3, 52px); gap: 6px; }
.keypad button { padding: 6px 0; background: var(--other); color: var(--ink); }
.digits { display: flex; flex-wrap: wrap; gap: 6px; align-items: center; font-size: .85rem; }
.digits input { width: 90px; padding: 5px 8px; }
.hang-up { background: var(--bad); color: var(--card); }

button { border: 0; border-radius: 10px; background: var(--accent); color: var(--on-accent); font-weight: 600; padding: 8px 14px; cursor: pointer; min-height: 36px; }
button:hover { filter: brightness(1.08); }
button:disabled { opacity: .55; cursor: default; }
.quiet { background: none; color: var(--accent); padding: 4px 8px; font-size: .88rem; }
input, textarea { width: 100%; background: var(--card); border: 1px solid color-mix(in srgb, var(--soft) 65%, transparent); border-radius: 10px; padding: 8px 10px; }
textarea { resize: vertical; }
.answer { display: grid; grid-template-columns: 1fr auto; gap: 8px; padding: 10px 12px 0; border-top: 1px solid var(--line); align-items: end; }
.answer label { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.answer textarea { min-height: 40px; field-sizing: content; max-height: 140px; }
.answer button { height: 40px; }
.picture { padding: 6px 12px 0; font-size: 13px; }
.picture form { display: grid; gap: 6px; padding: 8px 0; }
.sent-picture { max-width: 100%; border-radius: 8px; display: block; margin-top: 6px; }
.dial { padding: 4px 8px 10px; text-align: center; }
.phone.new { padding: 18px 16px; gap: 6px; border-style: dashed; box-shadow: none; background: none; }
.phone.new p { color: var(--soft); font-size: .9rem; margin-bottom: 6px; }
.phone.new label, .letter label { font-size: .84rem; font-weight: 600; }
.phone.new textarea { flex: 1; min-height: 96px; }
.phone.new button { margin-top: 8px; }

.mailbox { background: var(--card); border: 1px solid var(--line); border-radius: var(--radius); padding: 16px; scroll-margin-top: 12px; }
summary { cursor: pointer; }
.compose { border-bottom: 1px solid var(--line); padding-bottom: 12px; }
.compose > summary { color: var(--accent); font-weight: 600; }
.letter { display: grid; gap: 5px; margin-top: 10px; }
.letter button { justify-self: start; margin-top: 5px; }
.mailbox > ol > li { border-bottom: 1px solid var(--line); }
.mailbox > ol > li:last-child { border-bottom: 0; }
.mailbox > ol > .nothing { padding: 24px 0 8px; }
.mail > summary { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 10px; padding: 11px 0; list-style: none; }
.mail > summary::-webkit-details-marker { display: none; }
.mail > summary:hover .mail-subject { text-decoration: underline; }
.mail-who { font-size: .85rem; color: var(--soft); overflow-wrap: anywhere; }
.mail time { font-size: .78rem; color: var(--soft); white-space: nowrap; }
.mail-subject { flex-basis: 100%; font-weight: 600; overflow-wrap: anywhere; unicode-bidi: isolate; }
.mail[open] { padding-bottom: 14px; }
.mail .written { border-inline-start: 3px solid var(--line); padding-inline-start: 12px; margin: 8px 0; }

@media (max-width: 1000px) {
  main { grid-template-columns: minmax(0, 1fr); }
  .banner { grid-template-columns: 1fr auto; }
  .banner dl { grid-column: 1 / -1; grid-row: 2; }
}
@media (max-width: 560px) {
  .thread { flex: 0 0 auto; height: auto; min-height: 96px; max-height: 260px; }
  .thread .nothing { padding-top: 24px; }
  .live .jump { display: inline-block; }
  .banner { grid-template-columns: 1fr; gap: 10px; }
  .banner dl { grid-row: auto; }
}
`;
