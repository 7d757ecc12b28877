export class DepartmentCreated {
  constructor(readonly department: number) {}
}

/** Its seller's data, mark or bank accounts were saved; issued documents keep what they copied. */
export class DepartmentChanged {
  constructor(readonly department: number) {}
}

/** New records are no longer offered it. */
export class DepartmentArchived {
  constructor(readonly department: number) {}
}

export class DepartmentUnarchived {
  constructor(readonly department: number) {}
}
