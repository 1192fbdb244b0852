import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

class Probe {
  interface Work {
    void run() throws Exception;
  }

  static double budget;

  // Arguments: mode, budget (ms), deadline (ms), CPU limit (millicores, 0: none).
  public static void main(String[] args) throws Exception {
    String mode = args[0];
    budget = Double.parseDouble(args[1]);
    say("version", System.getProperty("java.version"));
    say("variables", System.getenv().size());
    // The map of the environment is made once and hashed: there is nothing to estimate, and no reason not to run.
    if (mode.equals("estimate")) say("loop-skipped", "mode");
    else repeat("loop", Probe::loop);
    String child = new File("/bin/true").exists() ? "/bin/true" : "/usr/bin/true";
    if (!new File(child).exists()) return;
    try {
      repeat("spawn-small", () -> spawn(child, true));
      if (!mode.equals("estimate")) repeat("spawn-inherited", () -> spawn(child, false));
    } catch (IOException error) {
      String text = error.getMessage();
      say("spawn-error", text.substring(text.indexOf("error=") + 6));
    }
  }

  static void loop() {
    List<String> pairs = new ArrayList<>();
    for (String key : System.getenv().keySet()) {
      String value = System.getenv(key);
      if (value != null) pairs.add(key + "=" + value);
    }
  }

  static void spawn(String child, boolean small) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(child);
    if (small) builder.environment().clear();
    builder.start().waitFor();
  }

  static void repeat(String key, Work work) throws Exception {
    double total = 0;
    for (int run = 0; run < 7 && total < budget / 4; run++) {
      long wall = System.nanoTime();
      double cpu = cpu();
      work.run();
      double used = cpu() - cpu;
      double elapsed = (System.nanoTime() - wall) / 1e6;
      say(key, number(elapsed) + " " + number(used));
      total += elapsed;
    }
  }

  static double cpu() throws IOException {
    return Double.parseDouble(Files.readString(Path.of("/proc/thread-self/schedstat")).split(" ")[0]) / 1e6;
  }

  static String number(double value) {
    return String.format(java.util.Locale.ROOT, "%.3f", value);
  }

  static void say(String key, Object value) {
    System.out.print("timing-" + key + " " + value + "\n");
    System.out.flush();
  }
}
