import { Controller, Get, NotFoundException, Post, Render, Req } from '@nestjs/common';
import { Database } from '../database/database';
import { flash, idOf, type Request, redirect } from '../web/http';
import { Person } from './person';
import { Sessions } from './sessions.service';

interface OpenSession {
  id: number;
  device: string;
  opened_at: Date;
  seen_at: Date;
}

/** Where a person is signed in, and ending it there; the policies show nobody else's sessions. */
@Controller('person/sessions')
export class OpenSessionsController {
  constructor(
    private readonly database: Database,
    private readonly sessions: Sessions,
  ) {}

  @Get()
  @Render('accounts/open-sessions/index')
  async index() {
    const open = await this.database.query<OpenSession[]>(
      `select id, device, opened_at, seen_at from sessions
        where ended_at is null and seen_at > now() - interval '14 days' order by seen_at desc, id desc limit 100`,
    );
    const sessions = open.map(({ id, device, opened_at, seen_at }) => ({
      id,
      device: deviceOf(device),
      openedAt: opened_at,
      seenAt: seen_at,
      current: id === Person.current.session,
    }));
    return { sessions, others: sessions.length > 1 };
  }

  /** Ends one session; this one's own leads to signing in. */
  @Post(':id/deletion')
  async destroy(@Req() request: Request) {
    const [, ended] = await this.database.query<[unknown[], number]>(
      'update sessions set ended_at = now() where id = $1 and ended_at is null',
      [idOf(request)],
    );
    if (!ended) throw new NotFoundException();
    flash(request, 'success', 'sessions.ended');
    return redirect('/person/sessions');
  }

  /** Ends all sessions but this one. */
  @Post('deletion')
  async destroyOthers(@Req() request: Request) {
    await this.sessions.endOthers();
    flash(request, 'success', 'sessions.others_ended');
    return redirect('/person/sessions');
  }
}

// In this order: Edge and Opera call themselves Chrome as well, and Chrome calls itself Safari.
const BROWSERS = [
  [/\bEdg/, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bFirefox\//, 'Firefox'],
  [/\bChrome\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
] as const;
const SYSTEMS = [
  [/\bAndroid\b/, 'Android'],
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b/, 'macOS'],
  [/\bLinux\b/, 'Linux'],
] as const;

/** Browser and system in two words; what is not known stays as it introduced itself. */
function deviceOf(userAgent: string) {
  const named = [BROWSERS, SYSTEMS].map((names) => names.find(([sign]) => sign.test(userAgent))?.[1]);
  return named.filter(Boolean).join(', ') || userAgent || '?';
}
