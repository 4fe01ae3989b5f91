// Collects what passed and what failed, and prints it with a closing line that a script can read.
export class Report {
  passed = 0;
  failed = 0;

  // expect counts one statement, and prints it if it does not hold.
  expect(name, faults) {
    if (faults.length === 0) {
      this.passed++;
      return;
    }
    this.failed++;
    console.log(`FAIL ${name}`);
    for (const fault of faults.slice(0, 8)) console.log(`     ${fault}`);
    if (faults.length > 8) console.log(`     and ${faults.length - 8} more`);
  }

  // run counts a test that throws as failed and goes on.
  async run(name, test) {
    const from = Date.now();
    try {
      await test();
    } catch (error) {
      this.expect(name, [error.stack ?? String(error)]);
    }
    console.log(`${name}: ${((Date.now() - from) / 1000).toFixed(1)} s`);
  }

  close() {
    console.log(`${this.passed} passed, ${this.failed} failed`);
    process.exitCode = this.failed === 0 && this.passed > 0 ? 0 : 1;
  }
}
