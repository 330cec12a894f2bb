import { createServer, connect, type AddressInfo, type Socket } from 'node:net';
import { once } from 'node:events';

/** The server's word that a transaction is committed, as it goes over the wire (PostgreSQL's protocol: CommandComplete). */
const COMMITTED = 'COMMIT\0';

/** Stands between an app and its database, and can cut a connection at the moment when a commit is done and nobody has been told. */
export class CuttingProxy {
  private cutNext = false;
  private readonly open = new Set<Socket>();

  private constructor(
    private readonly server: ReturnType<typeof createServer>,
    readonly url: string,
  ) {}

  static async before(databaseUrl: string): Promise<CuttingProxy> {
    const target = new URL(databaseUrl);
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const own = new URL(databaseUrl);
    own.port = String((server.address() as AddressInfo).port);
    const proxy = new CuttingProxy(server, own.href);
    server.on('connection', (client) => proxy.join(client, connect(Number(target.port), target.hostname)));
    return proxy;
  }

  cutAtTheNextCommit(): void {
    this.cutNext = true;
  }

  async close(): Promise<void> {
    for (const socket of this.open) socket.destroy();
    this.server.close();
    await once(this.server, 'close');
  }

  private join(client: Socket, database: Socket): void {
    for (const socket of [client, database]) {
      this.open.add(socket);
      socket.on('error', () => undefined).on('close', () => {
        this.open.delete(socket);
        client.destroy();
        database.destroy();
      });
    }
    client.pipe(database);
    database.on('data', (part: Buffer) => {
      if (this.cutNext && part.includes(COMMITTED)) {
        this.cutNext = false;
        client.destroy();
      } else client.write(part);
    });
  }
}
