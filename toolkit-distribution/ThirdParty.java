import java.util.zip.ZipFile;

// Prints the name of each third-party jar in a folder and, indented, the licence files in it.
// Run as a source file: one Java process for all jars is far faster than one each.
void main(String[] args) throws IOException {
    var licence = Pattern.compile("(.*/)?(licen[sc]e|notice|copying)[^/]*", Pattern.CASE_INSENSITIVE);
    List<Path> jars;
    try (var files = Files.list(Path.of(args[0]))) {
        jars = files.filter(file -> file.toString().endsWith(".jar"))
                .filter(file -> !file.getFileName().toString().startsWith("toolkit-"))
                .sorted()
                .toList();
    }
    for (Path jar : jars) {
        IO.println(jar.getFileName());
        try (var entries = new ZipFile(jar.toFile())) {
            entries.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> licence.matcher(name).matches())
                    .forEach(name -> IO.println("  " + name));
        }
    }
}
