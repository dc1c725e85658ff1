export const indicatorTypes = [
  'url',
  'domain',
  'ipv4',
  'ipv6',
  'email',
  'md5',
  'sha1',
  'sha256',
  'sha512',
  'phone',
  'handle',
  'btc',
  'eth',
] as const;
export type IndicatorType = (typeof indicatorTypes)[number];

/** How a name comes to look like a party's. */
export const lookalikeWays = [
  /** Letters of another alphabet, digits, or pairs of letters that the eye reads as the genuine ones. */
  'homoglyph',
  /** The same, written in its `xn--` form. */
  'punycode',
  /** A letter or two missing, added, swapped or changed. */
  'typo',
  /** The party's name under another ending: `.net` for `.ca`. */
  'other-suffix',
  /** A hyphen added or left out. */
  'hyphen',
  /** The party's name stands in front of somebody else's domain. */
  'subdomain',
  /** The party's name with other words: `donate-…`. */
  'combined',
] as const;
export type LookalikeWay = (typeof lookalikeWays)[number];

export interface Lookalike {
  /** The party's genuine domain. */
  readonly of: string;
  readonly how: LookalikeWay;
}

/** Something to look for elsewhere, block or take down. Show only `defanged`; compare only `value`. */
export interface Indicator {
  readonly type: IndicatorType;
  readonly value: string;
  readonly defanged: string;
  /** Set where its domain passes for a registered party's. */
  readonly lookalike?: Lookalike;
}
