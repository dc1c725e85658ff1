/**
 * Text with defanged addresses made whole again (hxxp, [.], (dot), [at], [:]// …), for extraction only. Linear time:
 * each pattern is one pass without nested repetition.
 */
export function refang(text: string): string {
  return text
    .replace(/\b(?:h(?:xx|XX|\*\*|tt|__)p|meow)(s?)(?=\s?[:[({])/giu, 'http$1')
    .replace(/\bfxp(?=:\/\/)/giu, 'ftp')
    .replace(/\s?[[({<]\s?:\s?(?:\/\/)?\s?[\])}>]\s?(?:\/\/)?/gu, '://')
    .replace(/:\/\/[[({]?\s?(?:\/\/)?[\])}]?(?=\/\/|\S)/gu, '://')
    .replace(/[[({<]\s?\/\s?[\])}>]/gu, '/')
    .replace(/\s?[[({<]\s?(?:\.|,|dot|punto|point)\s?[\])}>]\s?/giu, '.')
    .replace(/\s?(?:\[\.|\.\]|\\\.)(?=[\p{L}\p{N}])/gu, '.')
    .replace(/(?<=[\p{L}\p{N}])\s(?:DOT|dot)\s(?=[\p{L}\p{N}]{2})/gu, '.')
    .replace(/\s?[[({<]\s?(?:@|at|arobase|à)\s?[\])}>]\s?/giu, '@')
    .replace(/(?<=[\p{L}\p{N}])\s(?:AT|arobase)\s(?=[\p{L}\p{N}])/gu, '@');
}

/** A URL, domain, address or number so that no program makes it a link: `hxxps://evil[.]example`, `who[@]evil[.]example`. */
export function defang(value: string): string {
  return value
    .replace(/^(h)tt(ps?:)/iu, '$1xx$2')
    .replace(/^ftp:/iu, 'fxp:')
    .replaceAll('[', '')
    .replaceAll(']', '')
    .replaceAll('@', '[@]')
    .replace(/\.(?=\S)/gu, '[.]')
    .replace(/(?<=[0-9a-f]):(?=[0-9a-f:])/giu, value.includes('//') ? ':' : '[:]');
}
