import MailComposer from 'nodemailer/lib/mail-composer';
import type { Attachment } from '../letter';
import type { MailMessage } from '../message.entity';
import type { MailServer } from '../servers/mail-server.entity';

/** The whole message as it goes over the wire, built before anybody is asked to take it. */
export function rawMessage(message: MailMessage, server: MailServer, attachments: Attachment[]): Promise<Buffer> {
  const addresses = (kind: 'to' | 'cc') => message.recipients.filter((each) => each.kind === kind).map(({ address }) => address);
  return new MailComposer({
    from: { name: server.fromName ?? '', address: server.fromAddress },
    replyTo: message.replyTo ?? server.replyTo ?? undefined,
    to: addresses('to'),
    cc: addresses('cc'),
    subject: message.subject,
    messageId: `<${message.messageId}>`,
    date: message.datedAt!,
    text: message.text,
    html: message.html,
    attachments: attachments.map(({ name, type, bytes }) => ({ filename: name, contentType: type, content: bytes })),
    // So that nobody's absence notice answers it (RFC 3834).
    headers: {
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'OOF, AutoReply',
      'Content-Language': message.language,
    },
    newline: 'win',
    disableFileAccess: true,
    disableUrlAccess: true,
  })
    .compile()
    .build();
}
