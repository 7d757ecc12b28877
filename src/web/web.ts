import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import cookie from '@fastify/cookie';
import formbody from '@fastify/formbody';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import fastifyStatic from '@fastify/static';
import { ForbiddenException } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Settings } from '../settings';
import { PROJECT, VIEWS } from './folders';
import { type Flash, overHttps, type Request } from './http';
import { pageOf } from './page';
import { parsedForm } from './posted-files';
import { Views } from './views';

declare module 'fastify' {
  interface FastifyReply {
    /** Renders a template of views/ with its context and the frame's. */
    view(template: string, context: object): FastifyReply;
  }
}

const FLASH = 'flash';
const DAY_IN_SECONDS = 86_400;
/** Of a form, and of a file in one. */
const MOST_BYTES = 1_048_576;
/** Of forms with HTML and pictures in it: what is too long for them is said beside the field, not by a page of its own. */
const LONG_FORMS = /^\/(crm\/offers|settings\/offer-templates)(\/:id)?$/;
const MOST_BYTES_OF_LONG = 16_777_216;

/** Gives the server what pages need: forms, cookies, assets, templates, and the headers that keep foreign script out. */
export async function furnish(app: NestFastifyApplication, settings: Settings) {
  const views = new Views();
  await app.register(cookie, { secret: settings.sessionSecret });
  await app.register(formbody, {
    bodyLimit: MOST_BYTES,
    parser: parsedForm,
  });
  await app.register(multipart, { limits: { fileSize: MOST_BYTES, files: 1, fields: 20, fieldSize: 10_000, headerPairs: 50 } });
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
        formAction: ["'self'"],
      },
    },
    strictTransportSecurity: settings.baseUrl.startsWith('https:'),
    referrerPolicy: { policy: 'same-origin' },
  });
  await serveAssets(app);
  const fastify = app.getHttpAdapter().getInstance();
  fastify.addHook('onRoute', (route) => {
    if (route.method === 'POST' && LONG_FORMS.test(route.url)) route.bodyLimit = MOST_BYTES_OF_LONG;
  });
  fastify.addHook('onRequest', async (request) => refuseForeignForm(request));
  fastify.addHook('onSend', async (request, reply) => keepFlash(request as Request, reply, settings));
  fastify.decorateReply('view', function view(this: FastifyReply, name: string, context: object) {
    const request = this.request as unknown as Request;
    const page = pageOf(request, takeFlash(request, this));
    return this.type('text/html; charset=utf-8')
      .header('cache-control', 'no-store')
      .send(views.render(name, { ...context, page }));
  } as never);
}

async function serveAssets(app: NestFastifyApplication) {
  const modules = (name: string, ...rest: string[]) => join(PROJECT, 'node_modules', name, ...rest);
  const serve = (root: string, prefix: string, decorateReply: boolean) =>
    app.register(fastifyStatic, { root, prefix, decorateReply, maxAge: 3_600_000, index: false });
  await serve(join(VIEWS, 'assets'), '/assets/', true);
  await serve(modules('@tabler/core', 'dist'), '/assets/vendor/tabler/', false);
  const fastify = app.getHttpAdapter().getInstance();
  const files = {
    'sortable/Sortable.min.js': modules('sortablejs', 'Sortable.min.js'),
    'quill/quill.js': modules('quill', 'dist', 'quill.js'),
    'quill/quill.core.css': modules('quill', 'dist', 'quill.core.css'),
  };
  for (const [path, file] of Object.entries(files)) {
    const script = readFileSync(file);
    const type = path.endsWith('.css') ? 'text/css' : 'text/javascript';
    fastify.get(`/assets/vendor/${path}`, (_: FastifyRequest, reply: FastifyReply) =>
      reply.type(`${type}; charset=utf-8`).header('cache-control', 'public, max-age=3600').send(script),
    );
  }
}

/** A form posted from another site's page is refused; together with the SameSite cookie this takes the place of tokens in forms (R61). */
function refuseForeignForm(request: FastifyRequest) {
  if (request.method === 'GET' || request.method === 'HEAD') return;
  const { origin, host, 'sec-fetch-site': from } = request.headers;
  const own = from
    ? from === 'same-origin' || from === 'none'
    : !origin || (URL.canParse(origin) && new URL(origin).host === host);
  if (!own) throw new ForbiddenException();
}

function takeFlash(request: Request, reply: FastifyReply): Flash | null {
  if (request.flash) {
    const said = request.flash;
    request.flash = undefined;
    return said;
  }
  const raw = request.cookies[FLASH];
  if (!raw) return null;
  reply.clearCookie(FLASH, { path: '/' });
  const { valid, value } = request.unsignCookie(raw);
  return valid && value ? JSON.parse(value) : null;
}

async function keepFlash(request: Request, reply: FastifyReply, settings: Settings) {
  if (!request.flash) return;
  const secure = overHttps(request, settings);
  const value = JSON.stringify(request.flash);
  reply.setCookie(FLASH, value, { path: '/', httpOnly: true, sameSite: 'lax', secure, signed: true, maxAge: DAY_IN_SECONDS });
}
