import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import Handlebars from 'handlebars';
import { VIEWS } from './folders';
import { addHelpers } from './helpers';

/** Every template of views/, compiled once: a misspelt name fails instead of showing nothing. */
export class Views {
  private readonly handlebars = Handlebars.create();
  private readonly templates = new Map<string, HandlebarsTemplateDelegate>();

  constructor() {
    addHelpers(this.handlebars);
    const knownHelpers = Object.fromEntries(Object.keys(this.handlebars.helpers).map((name) => [name, true]));
    for (const file of readdirSync(VIEWS, { recursive: true, encoding: 'utf8' })) {
      if (!file.endsWith('.hbs')) continue;
      const name = relative(VIEWS, join(VIEWS, file))
        .replaceAll('\\', '/')
        .replace(/\.hbs$/, '');
      // Indentation is for who reads the template: of a list's page it is a sixth.
      const text = readFileSync(join(VIEWS, file), 'utf8').replace(/\n\s+/g, '\n');
      const program = withoutPlaces(this.handlebars.parse(text));
      const template = this.handlebars.compile(program, {
        strict: true,
        preventIndent: true,
        knownHelpers,
        knownHelpersOnly: true,
      });
      this.templates.set(name, template);
      this.handlebars.registerPartial(name, template);
    }
  }

  /** @throws Error when there is no such template, or it asks for a name that is not given */
  render(name: string, context: object): string {
    const template = this.templates.get(name);
    if (!template) throw new Error(`No template ${name}`);
    return template(context);
  }
}

/** Each name that is looked up would bring along a new object that tells its line and column: a tenth of what a list's page allocates. */
function withoutPlaces(program: hbs.AST.Program): hbs.AST.Program {
  return JSON.parse(JSON.stringify(program, (key, value) => (key === 'loc' ? undefined : value)));
}
