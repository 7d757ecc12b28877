import { Email, Flag, OneOf, Text, Whole } from '../../web/input';
import { SECURITIES, type Security } from './mail-server.entity';

/** Where mail is handed over, and in whose name. */
export class MailServerInput {
  @Text({ required: true }) host: string;
  @Whole({ min: 1, max: 65_535, required: true }) port: number;
  @OneOf(SECURITIES, { required: true }) security: Security;
  @Flag() anyCertificate: boolean;
  @Text() userName: string | null;
  /** Empty keeps the one that is there. */
  @Text() password: string | null;
  @Text({ max: 200 }) fromName: string | null;
  @Email({ required: true }) fromAddress: string;
  @Email() replyTo: string | null;
  @Text({ max: 100 }) bouncePattern: string | null;
  @Flag() repeatUnanswered: boolean;
}
