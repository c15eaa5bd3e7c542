import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.opensearch.analysis.common.CommonAnalysisPlugin;
import org.opensearch.common.settings.Settings;
import org.opensearch.env.Environment;
import org.opensearch.node.InternalSettingsPreparer;
import org.opensearch.node.Node;
import org.opensearch.plugins.Plugin;
import org.opensearch.transport.Netty4Plugin;

/** One node of a cluster on 127.0.0.1, in this process: HOME NUMBER HTTP_PORTS TRANSPORT_PORTS, ports by commas. */
public class OsNode extends Node {
    OsNode(Environment environment, List<Class<? extends Plugin>> plugins) {
        super(environment, plugins, true);
    }

    public static void main(String[] given) throws Exception {
        int number = Integer.parseInt(given[1]);
        String name = "node" + number;
        String[] http = given[2].split(","), wire = given[3].split(",");
        Path home = Path.of(given[0]).resolve(name).toAbsolutePath();
        Files.createDirectories(home.resolve("config"));
        List<String> seeds = new ArrayList<>(), first = new ArrayList<>();
        for (String port : wire) seeds.add("127.0.0.1:" + port);
        for (int i = 0; i < Math.min(3, wire.length); i++) first.add("node" + i);
        Settings settings = Settings.builder()
            .put("cluster.name", "onrecord-tests").put("node.name", name)
            .put("path.home", home.toString()).put("path.data", home.resolve("data").toString())
            .put("network.host", "127.0.0.1").put("http.port", http[number]).put("transport.port", wire[number])
            .put("http.type", "netty4").put("transport.type", "netty4")
            .putList("discovery.seed_hosts", seeds).putList("cluster.initial_cluster_manager_nodes", first)
            .put("cluster.routing.allocation.disk.threshold_enabled", false)
            .build();
        Environment environment = InternalSettingsPreparer.prepareEnvironment(settings, Map.of(), null, () -> name);
        Node node = new OsNode(environment, List.of(Netty4Plugin.class, CommonAnalysisPlugin.class));
        node.start();
        System.out.println("started " + name + " of " + Arrays.toString(http));
        Thread.currentThread().join();
    }
}
