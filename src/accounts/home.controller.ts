import { Controller, Get, NotFoundException, Req } from '@nestjs/common';
import { Open, Side } from '../web/doors';
import { Redirect, type Request } from '../web/http';
import { SignUps } from './sign-up.service';

const FIRST_PAGE = { crm: '/crm/today', invoicing: '/invoicing/invoices' };

/** The bare address: the person's first page, else sign-in, else the first visit's sign-up. */
@Controller()
export class HomeController {
  constructor(private readonly signUps: SignUps) {}

  @Open()
  @Get()
  async index(@Req() { person }: Request) {
    if (person) return new Redirect(person.crm ? FIRST_PAGE.crm : FIRST_PAGE.invoicing);
    return new Redirect((await this.signUps.isFirst()) ? '/sign-up' : '/sign-in');
  }

  @Side('invoicing')
  @Get('invoicing')
  invoicing() {
    return new Redirect(FIRST_PAGE.invoicing);
  }

  /** An address of nothing: here, so that whoever is signed in is told so within the frame. */
  @Open()
  @Get('*')
  nowhere(): never {
    throw new NotFoundException();
  }
}
