import { Injectable } from '@nestjs/common';

/** How long a mail server may keep us waiting, and a process may be silent. Milliseconds. */
@Injectable()
export class MailLimits {
  /** Until a connection stands. */
  connect = 30_000;
  /** Until it says who it is. */
  greeting = 30_000;
  /** For each later answer: some look long at what they are given before they take it (RFC 5321, 4.5.3.2). */
  silence = 300_000;
  /** Between two signs of life of an attempt. */
  sign = 10_000;
  /** Without a sign of life for so long, whoever made the attempt is taken for dead. */
  dead = 60_000;
}
