package dev.firebreak.web.whatif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.web.view.NotUnderstood;
import dev.firebreak.web.whatif.Basket.Item;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What an address holds of a basket.
class BasketTest {

  @Test
  void aChangeComesBackFromItsTextWhateverItsKeysAre() {
    for (String key : List.of("app/User/a b", "app/User/100%", "app/User/%20", "app/User/ä&=+")) {
      Item item = new Item(false, EdgeKind.MEMBER_OF, key, "app/Group/x y%");
      assertThat(Item.of(false, item.text())).isEqualTo(item);
      assertThat(new Basket(List.of(item)).query()).doesNotContain(" ").doesNotContain("&add");
    }
  }

  @Test
  void removalsComeFirstAndNothingTwice() {
    Item add = new Item(true, EdgeKind.HOLDS, "a/User/1", "a/Entitlement/1");
    Item remove = new Item(false, EdgeKind.MEMBER_OF, "a/User/1", "a/Group/1");
    Basket basket = new Basket(List.of(add, remove, add));
    assertThat(basket.items()).containsExactly(remove, add);
    assertThat(basket.without(add).items()).containsExactly(remove);
    assertThat(basket.question().remove()).hasSize(1);
    assertThat(basket.question().add()).hasSize(1);
  }

  @Test
  void whatIsNoChangeIsRefusedWithAnExample() {
    for (String text : List.of("", "MEMBER_OF a", "LIKES a b", "MEMBER_OF a b c")) {
      assertThatThrownBy(() -> Item.of(false, text))
          .isInstanceOf(NotUnderstood.class)
          .hasMessageContaining("such as MEMBER_OF");
    }
  }

  @Test
  void aBasketThatNoAddressCanHoldIsFull() {
    List<String> many =
        IntStream.range(0, 200)
            .mapToObj(i -> "MEMBER_OF app/User/" + i + " app/Group/" + i)
            .toList();
    assertThatThrownBy(() -> Basket.of(many, null)).hasMessageContaining("The basket is full");
  }
}
