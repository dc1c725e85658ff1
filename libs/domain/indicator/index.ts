export * from './indicator.js';
export { defang } from './defang.js';
export { refang } from './refang.js';
export { asDomainName, isUnder, registrableDomain } from './domain-name.js';
export { findIndicators, mostIndicators, type IndicatorContext } from './find-indicators.js';
export { addressesIn } from './read-candidates.js';
export { isLocalAddress } from './ip-address.js';
export { lookalikeOf } from './lookalike.js';
