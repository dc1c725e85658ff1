/**
 * What a text looks like at a glance: letters of other alphabets, digits and pairs of letters replaced by the Latin
 * letter that they pass for, accents left out. Two names with the same skeleton look the same (Unicode TS 39, a small part).
 */
export function skeleton(text: string): string {
  const plain = Array.from(
    text.toLowerCase().normalize('NFKD').replace(/\p{M}/gu, ''),
    (one) => letters.get(one) ?? one,
  );
  return plain.join('').replaceAll('rn', 'm').replaceAll('vv', 'w').replaceAll('cl', 'd');
}

const letters: ReadonlyMap<string, string> = new Map(
  [
    // Cyrillic
    'аa вb еe ѕs іl јj кk мm нh оo рp сc тt уy хx ԁd ԛq ԝw һh ӏl гr пn бb зe иu ьb ҽe ѵv ғf ҡk қk ңh ұy',
    // Greek
    'αa βb γy δd εe ζz ηn ιl κk λa μu νv οo πn ρp σo ςc τt υu χx ωw',
    // Armenian, Georgian, Hebrew, and what phonetics adds to Latin
    'օo ոn սu հh ցg զq ռn եe ӕae ɑa ɡg ıl ɩl ɪl ʟl ɴn ʀr ʏy ᴀa ᴄc ᴅd ᴇe ᴊj ᴋk ᴍm ᴏo ᴘp ᴛt ᴜu ᴠv ᴡw ᴢz ƅb ƍd ƿp łl øo đd ħh ŧt ɗd ƙk ɓb ʋu ɯw ʍm ŀl ĸk ſf ƒf ɛe ɔc ʃf ʒz þp ßb',
    // Digits and i, which fonts without serifs draw like l
    '0o 1l 3e 4a 5s 6b 7t 8b 9g il',
  ].flatMap((table) => table.split(' ').map((pair) => [pair.slice(0, -1), pair.slice(-1)] as const)),
);
