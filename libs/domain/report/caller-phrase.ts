/** Short nouns that sound unlike each other on a bad line, in English and French. 64 of them, so that a byte chooses evenly. */
const nouns: readonly (readonly [en: string, fr: string])[] =
  `maple/érable lantern/lanterne harbour/port violin/violon cabbage/chou pencil/crayon mountain/montagne kettle/bouilloire
  orange/orange window/fenêtre basket/panier turtle/tortue ladder/échelle pepper/poivre blanket/couverture trumpet/trompette
  island/île button/bouton rabbit/lapin candle/chandelle garden/jardin hammer/marteau pillow/oreiller bridge/pont
  feather/plume mirror/miroir onion/oignon saddle/selle castle/château butter/beurre whistle/sifflet cherry/cerise
  tractor/tracteur umbrella/parapluie spider/araignée bottle/bouteille monkey/singe piano/piano glove/gant rocket/fusée
  carpet/tapis donkey/âne lemon/citron train/train pocket/poche dragon/dragon cousin/cousin cloud/nuage
  apron/tablier snow/neige bell/cloche mushroom/champignon wheel/roue river/rivière camel/chameau sugar/sucre
  drum/tambour forest/forêt spoon/cuillère fox/renard tower/tour honey/miel squirrel/écureuil bread/pain`
    .split(/\s+/)
    .map((pair) => {
      const [en = '', fr = ''] = pair.split('/');
      return [en, fr];
    });

export interface CallerPhrase {
  readonly en: string;
  readonly fr: string;
}

/** Three nouns make one of 262,144 phrases: nobody guesses one while somebody listens. */
const length = 3;

/**
 * What whoever calls a reporter for the hotline says first, "maple, kettle, drum", from the first three of some keyed bytes: the
 * same three things in both languages. Throws a RangeError when there are fewer bytes.
 */
export function makeCallerPhrase(keyedBytes: Uint8Array): CallerPhrase {
  if (keyedBytes.length < length) throw new RangeError('a phrase takes three bytes');
  const chosen = [...keyedBytes.subarray(0, length)].map((byte) => nouns[byte % nouns.length] ?? ['', '']);
  return { en: chosen.map(([en]) => en).join(', '), fr: chosen.map(([, fr]) => fr).join(', ') };
}
