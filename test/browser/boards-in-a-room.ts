import { afterAll, afterEach, beforeAll } from "vitest";
import { type BoardOptions, type OpenBoard, openRoom, type Room } from "./open-board.ts";

/** One browser for a file of tests, and no board that outlives its test. To be called once, at the top of the file. */
export const boardsInARoom = () => {
  let room: Room;
  const open: OpenBoard[] = [];
  beforeAll(async () => {
    room = await openRoom();
  });
  afterEach(async () => {
    for (const board of open.splice(0)) await board.close();
  });
  afterAll(() => room.close());
  return {
    look: async (options: BoardOptions): Promise<OpenBoard> => {
      const board = await room.open(options);
      open.push(board);
      return board;
    },
    folder: (): string => room.folder,
  };
};
