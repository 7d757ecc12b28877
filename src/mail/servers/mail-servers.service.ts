import { Injectable, NotFoundException } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { IsNull, type Repository } from 'typeorm';
import { Person } from '../../accounts/person';
import { BrokenRule } from '../../broken-rule';
import { Database } from '../../database/database';
import { Jobs } from '../../jobs/jobs.service';
import { Seal } from '../seal';
import { MailServer } from './mail-server.entity';
import type { MailServerInput } from './mail-server.input';

/** A department, and whether it has a mail server of its own. */
export interface ServerOfDepartment {
  id: number;
  name: string;
  host: string | null;
  fromAddress: string | null;
}

/** The job that takes up what waited for a mail server. */
export const SEND_WAITING_MAIL = 'SendWaitingMail';

/** Mail servers of the account and of departments that have their own. */
@Injectable()
export class MailServers {
  constructor(
    @InjectRepository(MailServer) private readonly servers: Repository<MailServer>,
    private readonly database: Database,
    private readonly jobs: Jobs,
    private readonly seal: Seal,
  ) {}

  /** Who hands over mail of a department: its own server, else the account's; undefined when there is neither, and mail waits. */
  async for(department: number | null): Promise<MailServer | undefined> {
    const found = await this.servers.find({
      where: [
        { departmentId: IsNull(), deletedAt: IsNull() },
        ...(department ? [{ departmentId: department, deletedAt: IsNull() }] : []),
      ],
    });
    return found.find(({ departmentId }) => departmentId !== null) ?? found[0];
  }

  /** The server that was set for exactly this department, or for the account. */
  async own(department: number | null): Promise<MailServer | undefined> {
    const server = await this.servers.findOneBy({ departmentId: department ?? IsNull(), deletedAt: IsNull() });
    return server ?? undefined;
  }

  /** Departments at work, with the servers that are their own. */
  departments(): Promise<ServerOfDepartment[]> {
    return this.database.query(
      `select d.id, d.name, s.host, s.from_address as "fromAddress" from departments d
        left join mail_servers s on s.department_id = d.id and s.deleted_at is null
        where d.archived_at is null order by d.main desc, d.name`,
    );
  }

  /** Sets a server; what waited is taken up at once. @throws BrokenRule at the field that cannot be right */
  async save(department: number | null, input: MailServerInput) {
    if (department && !(await this.departments()).some(({ id }) => id === department)) throw new NotFoundException();
    const server = (await this.locked(department)) ?? this.servers.create({ departmentId: department });
    server.describe(input, (password) => this.seal.close(Person.current.account, password));
    await this.servers.save(server);
    await this.jobs.add(SEND_WAITING_MAIL);
  }

  /** Forgets a server: a department's mail goes by the account's from now on, and the account's waits. */
  async remove(department: number | null) {
    const server = await this.locked(department);
    if (!server) throw new BrokenRule('mail_server_missing');
    Object.assign(server, { deletedAt: new Date(), password: null });
    await this.servers.save(server);
  }

  private locked(department: number | null) {
    return this.servers.findOne({
      where: { departmentId: department ?? IsNull(), deletedAt: IsNull() },
      lock: { mode: 'for_no_key_update' },
    });
  }
}
