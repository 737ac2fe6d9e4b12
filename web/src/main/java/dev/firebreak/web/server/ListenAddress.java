package dev.firebreak.web.server;

import dev.firebreak.web.config.ConfigInvalid;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;

/// Where a server shall listen, tried out before anything else is begun.
public final class ListenAddress {

  private ListenAddress() {}

  /// Checks that a port is free on an address.
  ///
  /// @param port 0 for any free one
  /// @param advice how to choose another: `Set server.port to another`
  /// @throws PortTaken if something listens there
  /// @throws ConfigInvalid if this machine does not have the address, or does not allow the port
  public static void requireFree(String address, int port, String advice) {
    InetAddress at;
    try {
      at = InetAddress.getByName(address);
    } catch (UnknownHostException e) {
      throw new ConfigInvalid("server.address: nobody knows the address " + address + ".", e);
    }
    if (canListen(at, port)) {
      return;
    }
    if (!canListen(at, 0)) {
      throw new ConfigInvalid(
          "server.address: " + address + " is no address of this machine.", null);
    }
    throw new PortTaken(port, advice);
  }

  private static boolean canListen(InetAddress address, int port) {
    try (ServerSocket _ = new ServerSocket(port, 1, address)) {
      return true;
    } catch (IOException taken) {
      return false;
    }
  }
}
