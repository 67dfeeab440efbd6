/** A mail: what is sent carries the same words as plain text and as simple HTML. */
export interface Letter {
  to: string;
  subject: string;
  paragraphs: readonly string[];
  /** Where whoever gets it says that they want no more of its kind. */
  unsubscribe?: string;
}

export interface Mailer {
  /** Takes a mail for delivery. It never fails because of a mail server: trouble is logged, and tried again. */
  send(letter: Letter): Promise<void>;
}
