/** What the receipt and the follow-up page add to the style of the pages. */
export const receiptRules = `
output.notice { display: block; }
.caller { border-color: var(--deep); }
.caller-phrase { font-size: 1.35rem; line-height: 1.35; user-select: all; -webkit-user-select: all; }
.keep-ways { display: flex; flex-wrap: wrap; gap: .6rem; margin: .5rem 0 .9rem; }
.keep .hint { margin-top: .45rem; }
.turn { border: 1px solid var(--line); border-radius: .25rem; margin-bottom: .6rem; }
.turn > summary { padding: .7rem 1rem; min-height: 2.75rem; cursor: pointer; font-weight: 600; color: var(--link); }
.channel { padding: 0 1rem 1rem; }
.channel h3 { margin-top: 0; }
.channel form + form { border-top: 1px solid var(--line); padding-top: 1rem; }
.turn > form { margin: 0; padding: 0 1rem 1rem; }
.checklist { margin: 0 0 1.25rem; }
.checklist .steps > li { padding: 0; }
.checklist .steps > li:has(:checked) { background: var(--good-tint); border-color: var(--good); }
.checklist .steps > li:has(:checked)::before { content: '\\2713'; background: var(--good); color: var(--card); }
.checklist label { display: flex; gap: .75rem; align-items: center; justify-content: space-between; padding: .8rem 1rem .8rem 3.4rem; min-height: 3.4rem; cursor: pointer; }
.checklist label input { flex: none; width: 1.6rem; height: 1.6rem; margin: 0; accent-color: var(--good); }
@media print {
  main { padding: 0; }
  .receipt { margin: .6rem 0; padding: .6rem .9rem 0; }
  .reference { font-size: 2rem; }
  .receipt-code { font-size: 1.3rem; }
  .steps > li { padding-block: .35rem; }
  .caller { border-inline-start: 3px solid #000; }
  .checklist > :is(.hint, button) { display: none; }
  .home img, .talk, .languages { display: none; }
}
`;
