/** What was made lately, for the whole process; what was not used for longest makes room. Only for what is the same each time it is made. */
export class Kept<T> {
  private readonly made = new Map<string, T>();

  constructor(private readonly most: number) {}

  get(key: string, make: () => T): T {
    const known = this.made.get(key);
    const value = known ?? make();
    if (known !== undefined) this.made.delete(key); // put back at the end
    else if (this.made.size >= this.most) this.made.delete(this.made.keys().next().value!);
    this.made.set(key, value);
    return value;
  }
}
