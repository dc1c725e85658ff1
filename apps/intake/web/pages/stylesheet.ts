import { type Brand, grounds } from '#config';
import type { Font } from './fonts.js';
import { token } from './gc-tokens.js';
import { receiptRules } from './receipt-style.js';

/** A font and the path that it is served under. */
export type ServedFont = Font & { readonly path: string };

/**
 * The one style of the public pages, in the look of the GC Design System with the deployment's colours. No page carries a
 * style of its own: their policy forbids it.
 */
export function stylesheetOf(colours: Brand['colours'], fonts: readonly ServedFont[]): string {
  return `${fonts.map(fontFace).join('')}${standIn}${palette(colours)}${frameRules}${textRules}${formRules}${answerRules}${otherMedia}${receiptRules}`
    .replaceAll(/\n\s*/g, '\n')
    .replaceAll(/ ?([{:;,]) /g, '$1');
}

/** Text shows at once in a font of the device, and in ours when that has come. */
const fontFace = ({ family, weight, range, path }: ServedFont): string => `
@font-face { font-family: '${family}'; font-weight: ${weight}; font-display: swap; src: url('${path}') format('woff2'); unicode-range: ${range}; }`;

/** As wide as ours, so that nothing moves under a finger when ours comes. */
const standIn = `
@font-face { font-family: 'Hotline Text Before'; src: local('Arial'), local('Liberation Sans'), local('Roboto'); size-adjust: 107%; ascent-override: 100%; descent-override: 27%; }
@font-face { font-family: 'Hotline Headings Before'; font-weight: 700; src: local('Arial Bold'), local('Arial'), local('Liberation Sans Bold'), local('Roboto Bold'), local('Roboto'); size-adjust: 97%; ascent-override: 102%; descent-override: 22%; }`;

const colour = (name: string): string => token(`color-${name}`);

function palette({ main, mainOnDark }: Brand['colours']): string {
  return `
:root {
  color-scheme: light dark;
  --ground: ${grounds.light}; --card: ${grounds.light}; --group: ${token('bg-light')}; --ink: ${token('text-primary')}; --soft: ${token('text-secondary')};
  --line: ${colour('grayscale-200')}; --edge: ${colour('grayscale-600')};
  --deep: ${main}; --on-deep: ${colour('white')}; --link: ${token('link-default')}; --hover: ${token('link-hover')}; --focus: ${token('focus-border')}; --tint: ${colour('blue-50')};
  --warn: ${token('alert-warning-background')}; --warn-edge: ${token('alert-warning-icon')}; --bad: ${colour('red-700')}; --bad-tint: ${token('alert-danger-background')};
  --good: ${token('notice-success-text')}; --good-tint: ${token('alert-success-background')}; --accent: ${token('heading-h1-border-background')};
  --emergency: ${token('danger-background')}; --on-emergency: ${colour('white')};
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: ${grounds.dark}; --card: ${colour('blue-850')}; --group: ${colour('blue-850')}; --ink: ${colour('grayscale-50')}; --soft: ${colour('grayscale-250')};
    --line: ${colour('blue-750')}; --edge: ${colour('grayscale-400')};
    --deep: ${mainOnDark}; --on-deep: ${grounds.dark}; --link: ${colour('blue-250')}; --hover: ${colour('blue-100')}; --focus: ${colour('blue-300')}; --tint: ${colour('blue-800')};
    --warn: ${colour('yellow-900')}; --warn-edge: ${colour('yellow-500')}; --bad: ${colour('red-250')}; --bad-tint: ${colour('red-900')};
    --good: ${colour('green-300')}; --good-tint: ${colour('green-900')}; --accent: ${colour('red-450')};
    --emergency: ${colour('red-700')};
  }
}`;
}

const text = `'Hotline Text', 'Hotline Text Before', system-ui, sans-serif`;
const headings = `'Hotline Headings', 'Hotline Headings Before', system-ui, sans-serif`;
const mono = `ui-monospace, 'SF Mono', Menlo, Consolas, 'Liberation Mono', monospace`;
const radius = token('button-border-radius');
const size = token('font-sizes-text-mobile');
const small = token('font-sizes-text-small-mobile');

const frameRules = `
*, *::before, *::after { box-sizing: border-box; }
[hidden] { display: none !important; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body { margin: 0; background: var(--ground); color: var(--ink); font: ${token('font-weights-regular')} ${size}/${token('line-heights-text-mobile')} ${text}; overflow-wrap: break-word; }
.wrap { display: block; width: 100%; max-width: ${token('container-md')}; margin-inline: auto; padding-inline: 1.25rem; }
a { color: var(--link); text-underline-offset: .18em; }
a:hover { color: var(--hover); text-decoration-thickness: ${token('link-hover-decoration-thickness')}; }
:focus-visible { outline: ${token('outline-width')} solid var(--focus); outline-offset: 2px; border-radius: ${token('border-radius-sm')}; }
main:focus { outline: none; }
.skip { position: absolute; left: -999rem; }
.skip:focus { left: .5rem; top: .5rem; background: var(--card); color: var(--ink); padding: .6rem 1rem; z-index: 2; }

.site.wrap { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: .5rem 1rem; padding-block: .5rem; }
.home { flex: 1 1 7rem; min-width: 0; display: flex; align-items: center; gap: .6rem; color: var(--ink); text-decoration: none; font: 700 1rem/1.2 ${headings}; min-height: 2.75rem; }
.home:hover { color: var(--hover); }
.languages { flex: none; display: flex; flex-wrap: wrap; align-items: center; justify-content: end; font-size: ${small}; }
.languages > [aria-current] { font-weight: 600; padding: .6rem .45rem; }
.languages > * + * { border-inline-start: 1px solid var(--line); }
.home span { min-width: 0; overflow-wrap: anywhere; }
.home img { flex: none; width: 2.25rem; height: 2.25rem; object-fit: contain; }
.site form { margin: 0; }
.toggle { flex: none; display: inline-block; background: none; border: 0; color: var(--link); padding: .6rem .45rem; min-height: 2.75rem; font: inherit; text-decoration: underline; text-underline-offset: .18em; cursor: pointer; }
.toggle:hover { color: var(--hover); text-decoration-thickness: 2px; }
.first-button { position: absolute; left: -999rem; width: 1px; height: 1px; padding: 0; border: 0; }
.emergency { margin: 0; background: var(--emergency); color: var(--on-emergency); font-weight: 600; }
a[href^='tel:'] { white-space: nowrap; }
.emergency a, .talk a { white-space: normal; }
.emergency a { display: inline-block; padding-block: .5rem; color: inherit; }
.emergency a:focus-visible { outline-color: var(--on-emergency); outline-offset: -4px; }
.demonstration { margin-block: .4rem 0; color: var(--soft); font-size: .8125rem; line-height: 1.35; }
footer.wrap { border-top: 1px solid var(--line); padding-block: 1.1rem 2.5rem; display: flex; flex-wrap: wrap; gap: .1rem 1.75rem; font-size: ${small}; }
footer p { margin: 0; }
footer a { display: inline-block; padding-block: .5rem; overflow-wrap: anywhere; }
`;

const textRules = `
main { padding-block: .6rem 2.5rem; }
h1, h2, h3, legend.title { font-family: ${headings}; text-wrap: balance; }
h1 { font-size: ${token('font-sizes-h3-mobile')}; line-height: ${token('line-heights-h3-mobile')}; margin: .35rem 0 .75rem; }
h1::after { content: ''; display: block; width: ${token('heading-h1-border-width')}; height: ${token('border-width-lg')}; background: var(--accent); margin-top: .4rem; }
h2 { font-size: ${token('font-sizes-h5-mobile')}; line-height: ${token('line-heights-h5-mobile')}; margin: 2.25rem 0 .75rem; }
h3 { font-size: ${size}; line-height: 1.35; margin: 1rem 0 .35rem; }
p { margin: 0 0 .9rem; }
ul, ol { margin: 0 0 1rem; padding-inline-start: 1.4rem; }
li { margin-block: .3rem; }
strong { font-weight: 600; }
.lead { margin-bottom: .5rem; }
.talk { margin-bottom: .5rem; font-size: ${small}; }
.hint, .note { color: var(--soft); font-size: ${small}; }
.hint { margin: 0 0 .45rem; line-height: ${token('line-heights-text-small-mobile')}; }
.note { font-weight: 400; }

.notice { border-inline-start: ${token('notice-border-width')} solid var(--edge); background: var(--group); padding: .9rem 1.1rem; margin: 1.25rem 0; }
.notice h2 { margin: 0 0 .4rem; font-size: ${token('font-sizes-h6-mobile')}; }
.notice + h1 { margin-top: 1.75rem; }
.notice > :last-child, .notice li:last-child { margin-bottom: 0; }
.safety, .closed { background: var(--warn); border-color: var(--warn-edge); }
.safety { padding: .5rem .9rem; margin: .6rem 0 .9rem; font-size: ${small}; line-height: 1.4; }
.safety ul { margin: 0; padding-inline-start: 1.1rem; }
.places { list-style: none; padding: 0; }
.places > li { padding-block: .5rem; border-top: 1px solid var(--warn-edge); margin: 0; }
.places .note { display: block; }
.places a { display: inline-block; padding-block: .3rem; margin-inline-end: 1rem; font-weight: 600; }
.closed > div + div { border-top: 1px solid var(--warn-edge); margin-top: 1rem; padding-top: 1rem; }
.fault { background: var(--bad-tint); border-color: var(--bad); }
.fault a { color: var(--bad); font-weight: 600; }
.good { background: var(--good-tint); border-color: var(--good); font-weight: 600; }
`;

const formRules = `
form { margin: 1rem 0 0; }
fieldset { border: 0; margin: 0 0 1.9rem; padding: 0; min-inline-size: 0; }
legend, .field > label { display: block; font-weight: 600; line-height: 1.35; padding: 0; margin: 0 0 .3rem; }
.field { margin: 0 0 1.75rem; }
.group { background: var(--group); border-radius: ${radius}; padding: 1rem 1.1rem .2rem; }
.group > legend { float: left; width: 100%; font-family: ${headings}; font-weight: 700; font-size: ${token('font-sizes-h6-mobile')}; margin-bottom: .4rem; }
.group > legend + * { clear: both; }
.group > .hint { margin-bottom: 1rem; }
.group .field { margin-bottom: 1.25rem; }
input[type='text'], input[type='tel'], input[type='email'], input[type='file'], textarea { display: block; width: 100%; font: inherit; color: inherit; background: var(--card); border: ${token('input-border-width')} solid var(--edge); border-radius: ${token('input-border-radius')}; padding: .5rem .65rem; min-height: ${token('input-min-width-and-height')}; }
input:focus-visible, textarea:focus-visible { border-color: var(--focus); }
textarea { resize: vertical; min-height: 7rem; }
.code { max-width: 22rem; text-transform: uppercase; font-family: ${mono}; letter-spacing: .04em; }
.wrong { border-inline-start: 5px solid var(--bad); padding-inline-start: .9rem; }
.wrong input, .wrong textarea { border-color: var(--bad); }
.fault-text { color: var(--bad); font-weight: 600; margin: 0 0 .45rem; }
.options { display: grid; gap: .5rem; }
.choice:not(.wide) .options { grid-template-columns: repeat(auto-fit, minmax(min(9rem, 100%), 1fr)); }
.option { display: flex; gap: .7rem; align-items: center; background: var(--card); border: 2px solid var(--line); border-radius: ${radius}; padding: .45rem .75rem; min-height: ${token('input-min-width-and-height')}; cursor: pointer; line-height: 1.3; }
.option:hover { border-color: var(--edge); }
.option:has(:checked) { border-color: var(--deep); background: var(--tint); }
.option:has(:focus-visible) { outline: ${token('outline-width')} solid var(--focus); outline-offset: 2px; }
.option input { flex: none; width: 1.25rem; height: 1.25rem; margin: 0; accent-color: var(--deep); }
.option input:focus-visible { outline: none; }
.option svg { flex: none; width: 1.75rem; height: 1.75rem; fill: none; stroke: var(--deep); stroke-width: 1.6; stroke-linecap: round; stroke-linejoin: round; }
.kind { display: contents; }
.wide > .options { grid-auto-flow: dense; grid-template-columns: repeat(auto-fit, minmax(min(18rem, 100%), 1fr)); }
.help { grid-column: 1 / -1; margin: 0 0 .25rem; padding: .5rem .75rem; border-inline-start: ${token('notice-border-width')} solid var(--warn-edge); background: var(--warn); font-size: ${small}; line-height: 1.4; }
@supports selector(:has(a)) { .kind:not(:has(:checked)) > .help { display: none; } }
.more { margin: 0 0 1.75rem; }
.more > summary { color: var(--link); padding-block: .6rem; cursor: pointer; font-weight: 600; }
.more > summary:hover { color: var(--hover); }
.more > .field { margin-inline-start: .4rem; padding-inline-start: 1rem; border-inline-start: ${token('details-panel-border-width')} solid var(--line); margin-bottom: 0; padding-bottom: 1.25rem; }
.main-action, .second-action { font: inherit; font-weight: 600; border-radius: ${radius}; padding: .7rem 1.4rem; min-height: 3rem; cursor: pointer; border: ${token('button-border-width')} solid var(--deep); }
.main-action { background: var(--deep); color: var(--on-deep); margin-bottom: .75rem; }
.main-action:hover { filter: brightness(1.15); }
.second-action { background: none; color: var(--link); border-color: var(--edge); }
.second-action:hover, .small-action:hover { background: var(--tint); }
:is(.main-action, .second-action, .small-action):focus-visible { box-shadow: 0 0 0 2px var(--card); }
input[type='file']::file-selector-button { font: inherit; font-weight: 600; color: var(--link); background: var(--tint); border: 1px solid var(--edge); border-radius: ${radius}; padding: .35rem .9rem; margin-inline-end: .8rem; cursor: pointer; }
.files .choice { margin-bottom: .8rem; }
.files.over { outline: 3px dashed var(--focus); outline-offset: 6px; border-radius: ${radius}; }
.chosen { list-style: none; padding: 0; margin: .7rem 0 0; }
.chosen > li { display: flex; align-items: center; gap: .6rem 1rem; background: var(--card); border: 1px solid var(--line); border-radius: ${radius}; padding: .4rem .8rem; overflow-wrap: anywhere; }
.chosen .name { flex: 1; }
.small-action { font: inherit; color: var(--link); background: none; border: 1px solid var(--edge); border-radius: ${radius}; padding: .4rem .9rem; min-height: 2.75rem; cursor: pointer; }
.sending .small-action { margin: .4rem .4rem 0 0; }
.sending progress { display: block; width: 100%; height: 1rem; margin: .2rem 0 .7rem; accent-color: var(--deep); }
@media (max-width: 30rem) {
  .main-action { width: 100%; }
  .site.wrap { gap: .25rem .5rem; }
  .home { font-size: .875rem; gap: .5rem; }
  .home img { width: 1.75rem; height: 1.75rem; }
  .languages { font-size: .9375rem; }
  .languages > .toggle, .languages > [aria-current] { padding-inline: .35rem; }
}
`;

const answerRules = `
.receipt { border: 2px solid var(--deep); border-radius: ${radius}; background: var(--card); padding: 1.25rem 1.25rem .35rem; margin: 1.5rem 0; }
.receipt dl { margin: 0; }
.receipt dl > div { margin-bottom: 1.1rem; }
.receipt dt { font-weight: 600; }
.receipt dd { margin: 0; }
.receipt dd > span { display: block; }
.reference, .receipt-code, .address { font-family: ${mono}; font-variant-numeric: slashed-zero; user-select: all; -webkit-user-select: all; }
.reference { font-size: clamp(2.1rem, 9vw, 3.25rem); font-weight: 700; letter-spacing: .04em; line-height: 1.2; }
.receipt-code { font-size: clamp(1rem, 5.2vw, 1.75rem); font-weight: 600; letter-spacing: .03em; line-height: 1.35; }
.address { display: block; overflow-wrap: anywhere; }
.not-printed { margin-bottom: 1.25rem; }
.steps { list-style: none; padding: 0; counter-reset: step; }
.steps > li { counter-increment: step; position: relative; padding: .8rem 1rem .8rem 3.4rem; margin: 0 0 .6rem; background: var(--card); border: 1px solid var(--line); border-radius: ${radius}; }
.steps > li::before { content: counter(step); position: absolute; inset-inline-start: .9rem; top: .72rem; width: 1.8rem; height: 1.8rem; border-radius: 50%; background: var(--deep); color: var(--on-deep); font-weight: 600; text-align: center; line-height: 1.8rem; }

.status { background: var(--tint); border-radius: ${radius}; padding: 1.1rem 1.25rem; margin: 1.25rem 0; }
.status h2 { margin: 0 0 .35rem; font-size: ${small}; color: var(--soft); }
.status > p:first-of-type { font-size: 1.2rem; font-weight: 600; }
.status form { margin: .75rem 0 0; }
.conversation { list-style: none; padding: 0; }
.conversation > li { border: 1px solid var(--line); border-radius: ${radius}; background: var(--card); padding: .8rem 1rem; margin: 0 0 .8rem; max-width: 92%; }
.conversation > .hotline { background: var(--tint); border-color: var(--edge); margin-inline-start: auto; }
.by { margin: 0 0 .3rem; font-size: ${small}; }
.by time { color: var(--soft); margin-inline-start: .35rem; }
.said { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; unicode-bidi: isolate; }
.error section + section { border-top: 1px solid var(--line); margin-top: 2rem; }
`;

const otherMedia = `
@media (min-width: ${token('container-md')}) {
  main { padding-block: 1.5rem 3rem; }
  h1 { font-size: ${token('font-sizes-h1-mobile')}; line-height: ${token('line-heights-h1-mobile')}; margin-bottom: 1rem; }
  .home { font-size: 1.25rem; }
}
@media (forced-colors: active) { .option:has(:checked) { border-width: 4px; } .steps > li::before { border: 1px solid; } }
@media print {
  :root { --ground: #fff; --card: #fff; --group: #fff; --ink: #000; --soft: #333; --deep: #000; --on-deep: #fff; --link: #000; --warn: #fff; --tint: #fff; }
  .languages, .skip, .not-printed, footer p:last-child { display: none; }
  .emergency { background: #fff; color: #000; border-bottom: 2px solid #000; }
  .steps > li, .receipt, .notice { break-inside: avoid; }
}
`;
