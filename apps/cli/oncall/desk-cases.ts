import { isSignedForm } from '#courier';
import type { Answer } from './oncall-case.js';

export const deskCases: Readonly<Record<string, Answer>> = {
  'webhook.twilio_signature': (given: {
    readonly auth_token: string;
    readonly url: string;
    readonly params: Readonly<Record<string, string>>;
    readonly signature: string;
  }) => {
    const { auth_token: token, url, params, signature } = given;
    return { signature: isSignedForm(token, { url, signature }, params) ? signature : null };
  },
};
