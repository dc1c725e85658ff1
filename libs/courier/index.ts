export * from './courier.js';
export { openCourier, type CourierOptions } from './open-courier.js';
export type { PhoneAccount } from './phone-account.js';
export type { MailCarrierOptions } from './mail-carrier.js';
export type { SandboxMailbox } from './sandbox-mailbox-transport.js';
export { isPublicAddress, postPublicly, type PublicPost, publicUrl } from './post-publicly.js';
export { CarrierClient } from './carrier-client.js';
export { isSignedBody, isSignedForm, type SignedRequest } from './carrier-signature.js';
