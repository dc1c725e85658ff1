/** An error as Twilio's API words it. Codes: https://www.twilio.com/docs/api/errors */
export class TwilioError extends Error {
  constructor(
    readonly status: number,
    readonly code: number,
    message: string,
  ) {
    super(message);
  }

  body(): { readonly code: number; readonly message: string; readonly more_info: string; readonly status: number } {
    return {
      code: this.code,
      message: this.message,
      more_info: `https://www.twilio.com/docs/errors/${this.code}`,
      status: this.status,
    };
  }
}
