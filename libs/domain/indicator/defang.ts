/**
 * A URL, domain, address or number so that no mail program, terminal, chat or browser makes it a link or a mention:
 * `hxxps[:]//evil[.]example`, `who[@]evil[.]example`, `2001[:]db8[:][:]1`. URLs inside URLs are defanged too.
 */
export function defang(value: string): string {
  const inert = value
    .replace(/(?:https?|ftp)(?=:\/\/)/giu, (scheme) => scheme.replaceAll('t', 'x').replaceAll('T', 'X'))
    .replaceAll('://', '[:]//')
    .replaceAll('@', '[@]')
    .replaceAll('.', '[.]');
  // In a URL other colons stand before ports, or between the groups of an address in brackets.
  return value.includes('://')
    ? inert.replace(/\[[0-9a-f:]{2,40}\]/giu, (host) => host.replaceAll(':', '[:]'))
    : inert.replaceAll(':', '[:]');
}
