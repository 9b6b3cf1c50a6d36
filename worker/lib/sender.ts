/** Carries messages out of the house. The provider of text messages will be another sender; until then there is the log. */

export type Message = {
  id: string;
  /** E.164, `+8613800001234`. */
  to: string;
  template: string;
  text: string;
};

/** Resolves once the message is handed over; throws when it should be tried again. */
export type Sender = { send(message: Message): Promise<void>; name: string };

/** Says that a message would have gone out: never to whom nor with what in it. */
export const logSender: Sender = {
  name: 'log',
  send: async ({ id, template }) => {
    // biome-ignore lint/suspicious/noConsole: the log is where this sender sends to
    console.info(JSON.stringify({ level: 'info', sent: id, template }));
  },
};
